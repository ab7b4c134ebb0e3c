"""The constraint model: which visit lies on which workday, and for small months in which order."""

from scheduler.solve.formulation.model import Formulation
from scheduler.solve.formulation.rules import FORMULATED

__all__ = ["FORMULATED", "Formulation"]
