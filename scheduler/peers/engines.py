"""Which peers there are, and whether they are installed."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from scheduler.peers.modelling import RepMonth
from scheduler.peers.to_schedule import Routes

Solve = Callable[[RepMonth, float, int], Routes]
"""Plan a month within so many seconds, from a seed, on one core."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A routing engine.

    Parameters
    ----------
    package
        The distribution that must be installed.
    module
        Of this package; imported only when it is used.
    """

    name: str
    package: str
    module: str

    @property
    def version(self) -> str | None:
        """The installed version; ``None`` when it is not installed."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    def solve(self, month: RepMonth, seconds: float, seed: int) -> Routes:
        """Plan a month."""
        if not month.jobs:
            return {}
        solve: Solve = import_module(f"scheduler.peers.{self.module}").solve
        return solve(month, seconds, seed)


PEERS = (
    Peer("pyvrp", "pyvrp", "pyvrp_engine"),
    Peer("vroom", "pyvroom", "vroom_engine"),
    Peer("or-tools", "ortools", "ortools_engine"),
)
