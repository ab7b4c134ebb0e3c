"""Control: what became of the plan, and what can be learned from it (P21, P22)."""

from scheduler.control.history import History, with_actuals

__all__ = ["History", "with_actuals"]
