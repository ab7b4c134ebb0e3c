"""The words of the month board, in the language of its reader."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from models.changes import Change, ChangeKind
from scheduler.web.texts import N_, _
from scheduler.web.texts.locale import apart, number_text, time_text, weekday_text
from scheduler.web.texts.said import said

RULES: Mapping[str, str] = {
    "accounting": N_("A visit is neither planned nor in the tray"),
    "workdays": N_("The rep does not work on this day"),
    "windows": N_("Outside the days on which the visit may be made"),
    "spacing": N_("Too close to the customer's other visit, or too far from it"),
    "once_a_day": N_("A second contact with the customer on one day"),
    "allowed_reps": N_("The customer belongs to another rep"),
    "one_rep": N_("The customer's visits are made by different reps"),
    "caps": N_("More meetings than the day allows"),
    "hours": N_("The day is too long"),
    "opening": N_("The customer is not open at this time"),
    "pins": N_("Not where it is pinned"),
    "history": N_("The day is over and cannot be changed"),
    "loads": N_("More load than the day allows"),
    "durations": N_("More minutes than the day allows"),
    "patterns": N_("Not one of the customer's patterns of days"),
}
REASONS: Mapping[str, str] = {
    "no_workday": N_("No workday in its days"),
    "closed": N_("The customer is closed"),
    "forbidden_date": N_("Not wanted on these days"),
    "cap_reached": N_("All meetings are taken"),
    "day_full": N_("No time left"),
    "too_far": N_("Too far for one day"),
    "spacing": N_("Too close to another visit, or too far from it"),
    "pin": N_("Pinned to another day"),
    "other_rep": N_("The month belongs to another rep"),
    "not_placed": N_("Nobody knows where the customer is"),
    "search_limit": N_("No place was found in time"),
    "taken_out": N_("Taken out by hand"),
}
CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.DROPPED: N_("Without a day now"),
    ChangeKind.ADDED: N_("Added"),
    ChangeKind.CANCELLED: N_("Cancelled"),
    ChangeKind.PLANNED: N_("Planned, had no day before"),
    ChangeKind.MOVED: N_("Moved"),
    ChangeKind.RETIMED: N_("Another time of the same day"),
}


def component_texts() -> dict[str, Any]:
    """Return the words that the board's script uses."""
    return {
        "board": _("Month board"),
        "tray": _("Without a day"),
        "empty_tray": _("Every visit has a day."),
        "fix": _("Find it a day"),
        "meetings": _("Meetings"),
        "work": _("Work"),
        "driving": _("Driving"),
        "pinned": _("pinned"),
        "prospect": _("prospect"),
        "desk": _("at the desk"),
        "broken": _("breaks a rule"),
        "min": _("min"),
        "moving": _("Choose a day with the arrow keys, put it down with Enter, stop with Escape."),
        "no_work": _("Nobody works on this day."),
        "rules": {name: _(text) for name, text in RULES.items()},
        "reasons": {name: _(text) for name, text in REASONS.items()},
    }


def in_words(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a board with what the pipelines say in them in the reader's language."""
    spoken = {"cards": "why", "cells": "note"}
    shown = {
        part: {key: each | {name: said(each[name])} for key, each in values[part].items()}
        for part, name in spoken.items()
    }
    tray = [card | {"why": said(card["why"])} for card in values["tray"]]
    return values | shown | {"tray": tray}


def fault_text(fault: Mapping[str, Any], rep_names: Mapping[str, str]) -> str:
    """Return a fault as a sentence: the rule, whom it is about, and when."""
    about = [fault["name"], rep_names.get(fault["rep"], fault["rep"])]
    if fault["date"]:
        about.append(weekday_text(dt.date.fromisoformat(fault["date"])))
    shown = ", ".join(filter(None, about))
    rule = rule_text(fault["rule"])
    return f"{shown}: {rule}" if shown else rule


def rule_text(name: str) -> str:
    """Return what it means that a rule is broken."""
    text = RULES.get(name, name)
    return _(text)


def change_text(kind: ChangeKind) -> str:
    """Return what became of a visit."""
    text = CHANGES[kind]
    return _(text)


def signed_minutes(minutes: float) -> str:
    """Return minutes that are added or saved."""
    whole = round(minutes)
    sign = "+" if whole > 0 else "−" if whole < 0 else "±"
    return _("{minutes} min").format(minutes=apart(f"{sign}{number_text(abs(whole))}"))


def slot_text(change: Change, rep_names: Mapping[str, str], *, before: bool) -> str:
    """Return when a visit was or is, or a dash."""
    at = change.before if before else change.after
    if at is None:
        return "–"
    rep = rep_names.get(at.rep_id, at.rep_id)
    return f"{weekday_text(at.date)} {time_text(at.time_min)}, {rep}"
