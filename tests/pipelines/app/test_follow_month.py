"""A published month against what was reported."""

import datetime as dt

from models.people import Account, Role
from scheduler.pipelines.app.follow_month import follow_month
from scheduler.pipelines.app.plans import contents_of
from scheduler.store import open_database
from tests.pipelines.app.drafts import plan
from tests.solve.tiny import MARCH


def test_a_day_is_over_when_it_is_past_also_where_nobody_has_reported(tmp_path):
    # Six meetings: P, Q and T on Monday the 2nd, S and R on the 3rd, S on the 6th. It is the 3rd.
    noon = dt.datetime(2026, 3, 3, 12, 0, tzinfo=dt.UTC)
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}", lambda: noon)
    with database.work() as work:
        team = work.teams.add("North").team_id
        account = Account(login="manager", name="M", role=Role.MANAGER, team_id=team)
        user = work.users.add(account, "hash")
        draft = work.months.save_draft(team, MARCH, contents_of(plan()), 0)
        work.months.publish(team, MARCH, draft.version)
        work.commit()
    count = follow_month(database, user, team, MARCH).team.meetings
    database.close()
    assert (count.planned, count.unreported, count.ahead) == (6, 3, 3)
