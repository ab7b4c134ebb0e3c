"""The funnel of a team: from leads to customers and back, with ratios that are tried out (P20)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.errors import InputError, InputProblem
from models.funnel import Funnel, FunnelAnswer, FunnelStage
from models.month import Month
from models.people import User
from models.policy import Policy
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.policy import check_policy
from scheduler.pipelines.app.teams import team_of
from scheduler.pipelines.app.today import today_of
from scheduler.pipelines.funnel import FunnelOptions, funnel, funnel_of


@dataclass(frozen=True, slots=True)
class TeamFunnel:
    """What a team's policy says of its funnel.

    Parameters
    ----------
    month
        That the leads come in.
    """

    policy: Policy
    month: Month
    funnel: Funnel


@dataclass(frozen=True, slots=True)
class FunnelAnswers:
    """What a funnel says: of the leads, and of the leads that the target takes."""

    forward: FunnelAnswer
    backward: FunnelAnswer


def funnel_of_team(database: Database, user: User, team_id: int) -> TeamFunnel:
    """Return the funnel of a team's policy.

    Raises
    ------
    InputError
        The policy has settings that are wrong.
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        policy = check_policy(work.policies.get(team_id)[0])
        today = today_of(work, team_id)
    month = Month.of(today)
    return TeamFunnel(policy, month, funnel_of(FunnelOptions(policy=policy, month=month)))


def try_funnel(
    known: TeamFunnel, leads: int, customers: int, ratios: Sequence[int] = ()
) -> FunnelAnswers:
    """Return what the funnel says, as it is or with other ratios.

    Parameters
    ----------
    customers
        The target.
    ratios
        From stage to stage, in percent, 1 to 100; those of the policy where none are given.

    Raises
    ------
    InputError
        A ratio or a number cannot be.
    """
    stages = known.funnel.stages
    asked = FunnelOptions(policy=known.policy, month=known.month, leads=leads, customers=customers)
    if ratios:
        _demand_one_each(ratios, stages)
        asked = replace(
            asked,
            stages=",".join(stage.name for stage in stages),
            ratios=",".join(f"{ratio}%" for ratio in ratios),
            days=",".join(f"{stage.days:g}" for stage in stages),
        )
    return FunnelAnswers(funnel(asked)[0], funnel(replace(asked, leads=None))[0])


def _demand_one_each(ratios: Sequence[int], stages: Sequence[FunnelStage]) -> None:
    if len(ratios) != len(stages):
        what = f"these are {len(ratios)} ratios for {len(stages)} stages"
        advice = f"give one for each of {', '.join(stage.name for stage in stages)}"
        given = ", ".join(map(str, ratios))
        raise InputError([InputProblem("ratios", 0, "", given, what, advice)])
