"""The proof: a valid lower bound of a rep's month by column generation over day routes."""

from scheduler.solve.bound.proof import Bound, lower_bound, team_bound

__all__ = ["Bound", "lower_bound", "team_bound"]
