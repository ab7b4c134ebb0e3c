"""Other routing engines, given the same month in the best way that they document."""

from scheduler.peers.engines import PEERS, Peer
from scheduler.peers.modelling import RepMonth, rep_month
from scheduler.peers.repair import repair
from scheduler.peers.to_schedule import Routes, to_schedule

__all__ = ["PEERS", "Peer", "RepMonth", "Routes", "rep_month", "repair", "to_schedule"]
