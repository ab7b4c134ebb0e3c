"""The record of who changed what, in the language of whoever reads it."""

from models.records import AuditEntry
from scheduler.web.texts import N_, _

ACTIONS = {
    "accepted": N_("accepted"),
    "add": N_("added"),
    "ask": N_("asked for"),
    "cancel": N_("cancelled"),
    "change": N_("changed"),
    "declined": N_("declined"),
    "done": N_("done"),
    "edit draft": N_("edited the draft"),
    "missed": N_("missed"),
    "moved": N_("moved"),
    "propose": N_("proposed a change"),
    "publish": N_("published"),
    "remove": N_("removed"),
    "replace": N_("replaced"),
    "revoke": N_("revoked"),
    "save draft": N_("saved the draft"),
    "set password": N_("set a password"),
    "taken": N_("took over"),
    "upload": N_("uploaded"),
}
SUBJECTS = {
    "appointment": N_("appointment"),
    "calendar link of": N_("calendar link of"),
    "customer": N_("customer"),
    "customers": N_("customers"),
    "job": N_("job"),
    "month": N_("month"),
    "pins": N_("appointments"),
    "policy": N_("policy"),
    "proposal for visit": N_("proposal for visit"),
    "rep": N_("rep"),
    "reps": N_("reps"),
    "sale": N_("sale"),
    "sales": N_("sales"),
    "scenario": N_("scenario"),
    "team": N_("team"),
    "token": N_("token"),
    "user": N_("user"),
    "visit": N_("visit"),
}


def told(entry: AuditEntry) -> str:
    """Return what was done to what; the names of things stay as they are."""
    action = _(ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action
    kinds = [kind for kind in SUBJECTS if f"{entry.subject} ".startswith(f"{kind} ")]
    kind = max(kinds, key=len, default="")
    name = entry.subject.removeprefix(kind)
    return f"{action} · {_(SUBJECTS[kind]) if kind else ''}{name}"
