"""The example month that comes with Rounds."""

from pathlib import Path

import scheduler
from models.errors import InputError, InputProblem
from models.month import Month
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.settings import load_policy

EXAMPLE_MONTH = Month(2026, 12)


def example_folder() -> Path:
    """Return the folder of the example: inside the installed package, else in the checkout."""
    package = Path(scheduler.__file__).parent
    for folder in (package / "example", package.parent / "data" / "example"):
        if folder.is_dir():
            return folder
    what, advice = "the example data are missing", "install Rounds again"
    raise InputError([InputProblem("data/example", 0, "", "", what, advice)])


def example_options(
    *, seconds: float | None, iterations: int | None, seed: int, workers: int
) -> PlanOptions:
    """Return what `rounds demo` plans."""
    folder = example_folder()
    return PlanOptions(
        customers=folder / "customers.csv",
        reps=folder / "reps.csv",
        pins=folder / "pins.csv",
        policy=load_policy(folder / "policy.toml"),
        month=EXAMPLE_MONTH,
        country="US",
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        workers=workers,
    )
