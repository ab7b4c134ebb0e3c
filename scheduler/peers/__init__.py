"""Other routing engines, given the same month in the best way that they document."""

from scheduler.peers.engines import PEERS, Peer
from scheduler.peers.modelling import RepMonth, rep_month
from scheduler.peers.to_schedule import to_schedule

__all__ = ["PEERS", "Peer", "RepMonth", "rep_month", "to_schedule"]
