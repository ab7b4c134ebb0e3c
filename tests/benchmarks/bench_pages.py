"""How long pages take: ``python tests/benchmarks/bench_pages.py [USERS] [ROUNDS] [PAUSE_S]``.

A new database holds a published month of 11 reps x 110 visits. `rounds serve` answers on loopback, in a process of its own
and without a worker; USERS people (50), two of three of them reps, load their pages ROUNDS times (10) each, with PAUSE_S
seconds (1) on average before every page; 0 is everybody as fast as they are answered. Pages of managers are filled
through a socket afterwards: that work, and a drag, is measured by itself, one after another.
"""

import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.edits import Edit, EditKind  # noqa: E402  (the checkout, not a wheel)
from models.people import Account, Role, User  # noqa: E402
from scheduler.pipelines.app.board_view import board_of, patch_of  # noqa: E402
from scheduler.pipelines.app.boards import edit_board, open_board  # noqa: E402
from scheduler.pipelines.app.customers import customers_of  # noqa: E402
from scheduler.pipelines.app.database import Database, open_database  # noqa: E402
from scheduler.pipelines.app.login import digest  # noqa: E402
from scheduler.pipelines.app.plans import contents_of  # noqa: E402
from scheduler.web.cookies import SESSION  # noqa: E402
from tests.pipelines.app.big_month import MONTH, big_plan  # noqa: E402

DRAGS = 100
OFFICE = ("/months", f"/months/{MONTH}/board", "/portfolio", f"/months/{MONTH}/follow")
PHONE = ("/phone/days/{date}", "/phone/weeks/{date}")


def filled(database: Database, users: int) -> list[User]:
    """Publish the month, and sign everybody in."""
    plan = big_plan()
    reps = sorted(plan.reps)
    with database.work() as work:
        team = work.teams.add("Iowa", "US", "America/Chicago").team_id
        rows = {
            key: {"customer_id": key, "name": found.name, "rep_id": found.rep_ids[0]}
            for key, found in plan.customers.items()
        }
        work.customers.replace_all(team, rows)
        kept = work.months.save_draft(team, MONTH, contents_of(plan), 0)
        work.months.publish(team, MONTH, kept.version)
        people = []
        for number in range(users):
            rep = reps[number % len(reps)] if number % 3 else None
            role = Role.REP if rep else Role.MANAGER
            account = Account(login=f"u{number}", name="U", role=role, team_id=team, rep_id=rep)
            user = work.users.add(account, "nobody signs in by it")
            end = work.now().replace(year=2040)
            work.sessions.add(digest(user.login), user.user_id, end)
            people.append(user)
        work.commit()
    return people


@contextmanager
def served(url: str, folder: Path) -> Iterator[str]:
    """Start `rounds serve` and give its address."""
    command = "from scheduler.cli import main; main()"
    words = ["serve", "--port", "0", "--no-worker", "--database", url]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", command, *words],
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            text=True,
        )
    assert server.stdout is not None
    try:
        for line in server.stdout:
            if found := re.search(r"http://\S+", line):
                yield found[0]
                break
        else:
            raise SystemExit((folder / "log").read_text())
    finally:
        server.terminate()
        server.wait(60)


async def visited(address: str, people: list[User], rounds: int, pause_s: float):
    """Let everybody load their pages, and return the seconds of each page."""
    taken: dict[str, list[float]] = defaultdict(list)

    async def one(user: User) -> None:
        draw = random.Random(user.user_id)
        paths = PHONE if user.rep_id else [f"/teams/{user.team_id}{path}" for path in OFFICE]
        cookies, headers = {SESSION: user.login}, {"Accept": "text/html"}
        async with httpx.AsyncClient(
            base_url=address, cookies=cookies, headers=headers, timeout=60
        ) as client:
            for path in paths * rounds:
                await asyncio.sleep(draw.uniform(0, 2 * pause_s))
                date = MONTH.days()[draw.randrange(28)]
                begin = time.perf_counter()
                answer = await client.get(path.format(date=date))
                taken[path].append(time.perf_counter() - begin)
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status_code}")

    await asyncio.gather(*map(one, people))
    return taken


def worked(database: Database, user: User) -> dict[str, list[float]]:
    """Open the board, and move a visit from day to day."""
    team = user.team_id
    assert team is not None
    taken: dict[str, list[float]] = defaultdict(list)

    def timed(name: str, use: Callable[[], Any]) -> Any:
        begin = time.perf_counter()
        found = use()
        taken[name].append(time.perf_counter() - begin)
        return found

    def opened():
        board = open_board(database, user, team, MONTH)
        assert board is not None
        return board, board_of(board.draft)

    def dragged(board, edit):
        after, judged = edit_board(database, user, board, edit)
        patch_of(after.draft, judged)
        return after

    timed("first board after a start, filled", opened)
    board, _values = opened()
    for _ in range(10):
        timed("board, filled", opened)
        timed("customers, filled", lambda: customers_of(database, user, team))
    draw = random.Random(1)
    days = [day for day in MONTH.days() if day.weekday() < 5]
    for _ in range(DRAGS):
        visit = draw.choice(list(board.draft.state.problem.need_of))
        rep = visit.split("-")[0]
        edit = Edit(kind=EditKind.MOVE, visit_id=visit, rep_id=rep, date=draw.choice(days))
        board = timed("drag, judged and kept", partial(dragged, board, edit))
    return taken


def told(taken: dict[str, list[float]]) -> None:
    """Print percentiles of milliseconds."""
    for name, seconds in taken.items():
        cuts = statistics.quantiles([*seconds, seconds[0]], n=100, method="inclusive")
        figures = "".join(f"{1000 * cuts[cut - 1]:>8,.0f}" for cut in (50, 95, 99))
        print(f"{name:<36}{len(seconds):>7}{figures}", flush=True)


def main(users: int = 50, rounds: int = 10, pause_s: float = 1.0) -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory(prefix="rounds-pages-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'rounds.db'}"
        database = open_database(url)
        people = filled(database, users)
        print(
            f"{users} users, {pause_s:g} s before a page\n{'ms':<36}{'n':>7}{50:>8}{95:>8}{99:>8}"
        )
        with served(url, folder) as address:
            asyncio.run(visited(address, people, 1, pause_s))  # warm: code and pages are loaded
            told(asyncio.run(visited(address, people, rounds, pause_s)))
        told(worked(database, people[0]))
        database.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *map(float, sys.argv[3:4]))
