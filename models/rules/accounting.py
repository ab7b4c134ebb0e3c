"""Every required visit is planned once or listed as unplanned; nothing vanishes."""

from collections import Counter
from collections.abc import Iterator

from models.problem import Kind, MonthProblem
from models.rules.base import HardRule, Violation
from models.schedule import Schedule


def _violations(problem: MonthProblem, schedule: Schedule) -> Iterator[Violation]:
    planned = Counter(visit_id for visit_id, _ in schedule.placed())
    listed = Counter(item.visit_id for item in schedule.unplanned)
    for visit_id in sorted((planned | listed).keys() - problem.need_of.keys()):
        yield Violation(RULE.name, f"visit {visit_id} is not asked for", visit_id)
    for visit_id, req in problem.requirement_of.items():
        times = planned[visit_id] + listed[visit_id]
        least = 0 if req.kind is Kind.PROSPECT else 1
        if times < least:
            yield Violation(
                RULE.name,
                f"visit {visit_id} of {req.name} is neither planned nor explained",
                visit_id,
            )
        if times > 1:
            yield Violation(
                RULE.name, f"visit {visit_id} of {req.name} appears {times} times", visit_id
            )


RULE = HardRule(
    "accounting", "Every required visit is planned once or listed as unplanned.", _violations
)
