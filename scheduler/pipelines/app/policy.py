"""The policy of a team: every number of the practice that differs from its default."""

from models.people import User
from models.policy import Policy
from scheduler.io.policy_file import policy_text, read_policy
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.scratch import scratch_folder
from scheduler.pipelines.app.teams import team_of


def policy_of(database: Database, user: User, team_id: int) -> tuple[str, int]:
    """Return the text of a team's ``policy.toml`` and its version; without one all defaults, and 0.

    Raises
    ------
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        text, version = work.policies.get(team_id)
    return text or policy_text(Policy()), version


def set_policy(database: Database, user: User, team_id: int, text: str, version: int) -> int:
    """Keep another policy and return its version.

    Raises
    ------
    InputError
        With every setting that is wrong; nothing is kept.
    MissingError
        There is no such team.
    StaleError
        Somebody else changed it meanwhile.
    """
    check_policy(text)
    with database.work(user) as work:
        team_of(work, team_id)
        new = work.policies.set(team_id, text, version)
        work.commit()
        return new


def check_policy(text: str) -> Policy:
    """Return the policy of a text.

    Raises
    ------
    InputError
        With every setting that is wrong.
    """
    with scratch_folder() as folder:
        path = folder / "policy.toml"
        path.write_text(text, encoding="utf-8")
        return read_policy(path)
