"""The proof: a valid lower bound of a rep's month by column generation over day routes."""

from scheduler.solve.bound.proof import Bound, Effort, conditions, lower_bound, out_of_reach
from scheduler.solve.bound.unplanned import least_unplanned

__all__ = ["Bound", "Effort", "conditions", "least_unplanned", "lower_bound", "out_of_reach"]
