"""What is told about the example is read in every language."""

import pytest

from models.month import Month
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare
from scheduler.pipelines.portfolio import portfolio
from scheduler.web.texts import speaking
from scheduler.web.texts.catalogues import translated
from scheduler.web.texts.said import unknown_in
from tests.shared_data import CHECKOUT

FOLDER = CHECKOUT / "data" / "example"


@pytest.fixture(scope="module")
def told() -> set[str]:
    """Notes before planning, reasons of visits, and what the portfolio says of each customer."""
    options = PlanOptions(
        customers=FOLDER / "customers.csv",
        reps=FOLDER / "reps.csv",
        pins=FOLDER / "pins.csv",
        month=Month(2026, 12),
        country="US",
        fill="interval,growth,prospects",
    )
    prepared, (found, _files) = prepare(options), portfolio(options)
    texts = {*prepared.notes, *found.notes, *(req.why for req in prepared.problem.requirements)}
    for row in found.rows:
        release = row.release.reason if row.release else ""
        texts |= {row.warmth.note, row.fall.note, row.treatment, row.alarm or "", release}
    return texts


@pytest.mark.parametrize("language", translated())
def test_nothing_about_the_example_is_left_in_english(told: set[str], language: str):
    assert len(told) > 300
    with speaking(language):
        assert not {part for text in told for part in unknown_in(text)}
