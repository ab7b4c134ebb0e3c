"""What is written into the log: mistakes, and nothing else."""

import logging

import nicegui
import pytest

from models.errors import StaleError
from scheduler.web.quiet import is_worth_telling, keep_quiet


def happen(error):
    """Raise an error where NiceGUI meets it."""
    try:
        raise error
    except Exception as caught:
        nicegui.app.handle_exception(caught)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("The client this element belongs to has been deleted."),
        RuntimeError("The parent slot of Label(id=7) has been deleted."),
        StaleError("the draft of 2026-12", "dana"),
    ],
)
def test_who_leaves_while_a_page_is_filled_and_what_people_were_told_is_no_mistake(error, caplog):
    keep_quiet()
    happen(error)
    assert caplog.text == ""


@pytest.mark.parametrize("name", ["uvicorn.error", "rounds.web"])
def test_who_leaves_before_the_page_is_there_is_no_mistake(name, caplog):
    keep_quiet()
    for text in ("No response returned.", "a mistake of ours"):
        try:
            raise RuntimeError(text)
        except RuntimeError:
            logging.getLogger(name).exception("in an application")
    assert [str(record.exc_info[1]) for record in caplog.records] == ["a mistake of ours"]


def test_a_mistake_is_told(caplog):
    keep_quiet()
    happen(RuntimeError("a mistake of ours"))
    assert "a mistake of ours" in caplog.text
    assert "Traceback" in caplog.text


def test_it_is_kept_quiet_once_however_many_applications_there_are():
    for _ in range(2):
        keep_quiet()
    assert logging.getLogger("nicegui").filters.count(is_worth_telling) == 1
