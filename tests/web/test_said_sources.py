"""What modules can say has a template, and every template is something that a module says."""

import re
from itertools import pairwise

import pytest

from models.rules.registry import HARD_RULES, SOFT_RULES
from scheduler.web.texts.said import templates
from tests.shared_data import CHECKOUT
from tests.web.sentences import pieces_of

# Where sentences are made that people read on pages, a folder or a module each.
TOLD = (
    "models/allocation.py", "models/errors.py", "models/funnel.py", "models/response.py",
    "models/rules/*.py", "models/settings.py", "models/staffing.py", "scheduler/calendars/*.py",
    "scheduler/control/counting.py", "scheduler/control/history.py", "scheduler/events/urgent.py",
    "scheduler/io/*.py", "scheduler/maps/te*_map.py", "scheduler/places/*.py", "scheduler/pipelines/app/*.py",
    "scheduler/pipelines/app/drafts/*.py", "scheduler/pipelines/*.py", "scheduler/portfolio/*.py",
    "scheduler/requirements/*.py", "scheduler/solve/explain.py", "scheduler/solve/fitting.py",
    "scheduler/solve/offer.py", "scheduler/staffing/headcount.py",
    "scheduler/staffing/sensitivity.py", "scheduler/store/repositories/*.py",
    "scheduler/territory/notes.py",
)  # fmt: skip
# What they say is read in files, on the command line or by programs, or pages have own words for it.
NOT_ON_PAGES = re.compile(
    "/(io/(actuals|alias.*|bench.*|cordeau.*|events|follow.*|fonts|ledger|pins|plan_.*"
    "|portfolio_.*|problem_.*|quarantine|report|result.*|scenarios_(page|workbook)|schedule_csv"
    "|staffing.*|targets.*|words|workbook.*|write.*)"
    "|pipelines/(bench.*|check|demo|follow.*|months|options|outputs|replan|scenario_figures"
    "|targets|write)|app/(mark_visit|propose_change|plans|scenario_text)"
    "|repositories/(follow|jobs|logins|months|uploads|users)).py"
)
NO_SENTENCES = {
    "Curve | None", "contact phone", "country code", "end_lat, end_lon", "lat, lon",
    "new york city", "phone number", "Pesach holiday", "Sukkot holiday",
    "pip install 'rounds[places]",
    # Names of encodings, parts of scenarios as people write them, sentences of rules.
    "Windows Hebrew (cp", "Windows Cyrillic (cp", "Windows Western (cp", "add, like",
    "# Settings of Rounds. What a file leaves out keeps the default printed here.\n",
    "rounds funnel",
    # Of a stale page, which has its own words, and of a shared folder of the command line.
    "somebody else", "changed or removed",
    "your change is not kept. Look at it again and repeat what you still want",
    # Of options, files and results that the application does not have.
    "the order of dates is unknown", "give both in one currency",
    # Of maps and calendars: markup, what only files have, a name.
    '<div class="why">', '<div class="lost">!</div>', '<span class="home">⌂</span>',
    '<span class="lost">!</span>', "<b>All reps</b>", "<b>All customers</b>",
    "-//Rounds//Month of visits//EN", "Google Maps",
    "binds nobody in this month", "changed by hand", "New rep", "no further columns", "and others",
    # Of programs, which are told in English.
    "these are", "ratios for", "give one for each of", "the file has no such cell",
    "give the line and the header of a row",
    "one column is named for several fields", "name it for one of them",
}  # fmt: skip


def sources() -> dict[str, list[tuple[int, str]]]:
    """The stretches of words of each module that is read on pages."""
    paths = sorted({path for pattern in TOLD for path in CHECKOUT.glob(pattern)})
    names = [path.relative_to(CHECKOUT).as_posix() for path in paths]
    return {
        name: pieces_of(path)
        for name, path in zip(names, paths, strict=True)
        if not NOT_ON_PAGES.search(name)
    }


@pytest.fixture(scope="module")
def said_by_modules() -> dict[str, list[tuple[int, str]]]:
    return sources()


def test_what_a_module_can_say_has_a_template(said_by_modules):
    known = "\n".join(f"{t.one}\n{t.many}" for t in templates()).replace("{{", "{")
    known = known.replace("}}", "}")
    rules = [*(rule.sentence for rule in HARD_RULES), *(rule.sentence for rule in SOFT_RULES)]
    known += "\n".join(rules)  # said by `rounds check`
    unknown = [
        f"{name}:{line}: {piece}"
        for name, pieces in said_by_modules.items()
        for line, piece in pieces
        if piece not in known and piece not in NO_SENTENCES
    ]
    assert not unknown
    assert sum(map(len, said_by_modules.values())) > 500


def test_nothing_is_excused_that_nobody_says(said_by_modules):
    all_pieces = {piece for pieces in said_by_modules.values() for _line, piece in pieces}
    assert not NO_SENTENCES - all_pieces


def test_a_sentence_that_is_missing_would_be_noticed(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        '"""Says a thing."""\n\n\ndef told(n):\n    return f"brand new: {n} words of it"\n'
    )
    assert pieces_of(module) == [(5, "brand new"), (5, "words of it")]


def pairs_of(text: str) -> set[tuple[str, str]]:
    """Neighbouring words between the fields of a text."""
    found: set[tuple[str, str]] = set()
    for stretch in re.split(r"{\w*}|[^A-Za-z' -]", text):
        words = stretch.split()
        found |= set(pairwise(words))
    return found


def test_every_template_is_something_that_a_module_says():
    paths = [*CHECKOUT.glob("models/**/*.py"), *CHECKOUT.glob("scheduler/**/*.py")]
    texts = [path.read_text(encoding="utf-8") for path in paths if "/web/" not in path.as_posix()]
    there = pairs_of("\n".join(texts))
    # A sentence that is put together from parts has a pair at each seam that no part has.
    dead = [
        template.one
        for template in templates()
        if len(own := pairs_of(template.many or template.one)) > 2
        and len(own & there) < len(own) / 2
    ]
    assert not dead
