"""Every number of the practice is a documented setting with a range."""

from dataclasses import fields, replace

import pytest

from models.errors import InputError
from models.policy import CostPolicy, DuePolicy, Policy

SECTIONS = [getattr(Policy(), field.name) for field in fields(Policy)]
SETTINGS = [(section, field) for section in SECTIONS for field in fields(section)]
RANGED = [(section, field) for section, field in SETTINGS if field.metadata.get("low") is not None]


def ids(settings):
    return [f"{type(section).__name__}.{field.name}" for section, field in settings]


def test_there_are_sections_and_settings():
    assert len(SECTIONS) == 21
    assert len(SETTINGS) > 50
    assert len(RANGED) > 40


@pytest.mark.parametrize(("section", "field"), SETTINGS, ids=ids(SETTINGS))
def test_every_setting_has_a_doc(section, field):
    assert len(field.metadata["doc"]) > 10
    assert type(section).__doc__


@pytest.mark.parametrize(("section", "field"), RANGED, ids=ids(RANGED))
def test_a_setting_out_of_range_is_refused_by_name(section, field):
    low, high = field.metadata["low"], field.metadata["high"]
    name = f"{type(section).__name__.removesuffix('Policy').lower()}.{field.name}"
    for wrong in (low - 1, *([high + 1] if high is not None else [])):
        with pytest.raises(InputError) as caught:
            replace(section, **{field.name: wrong})
        assert name in str(caught.value)
        assert f"found {str(wrong)!r}" in str(caught.value)
    for right in (low, *([high] if high is not None else [])):
        assert getattr(replace(section, **{field.name: right}), field.name) == right


def test_every_setting_out_of_range_is_told_at_once():
    with pytest.raises(InputError) as caught:
        CostPolicy(travel=-1, rhythm=-2)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("interval", "days"), [(7, 2), (10, 2), (30, 6), (60, 12), (90, 14), (180, 14)]
)
def test_the_tolerance_is_a_share_of_the_interval_within_limits(interval, days):
    # A fifth: of 30 days 6, of 60 days 12; never under 2 or over 14.
    assert DuePolicy().tolerance_days(interval) == days


def test_policies_do_not_share_a_treatment_table():
    one, other = Policy(), Policy()
    assert one.treatment.table == other.treatment.table
    assert one.treatment.table is not other.treatment.table
