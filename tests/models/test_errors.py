"""A problem of an input is one line that people read."""

from models.errors import InputProblem


def line(file: str = "", row: int = 0, column: str = "", value: str = "") -> str:
    return str(InputProblem(file, row, column, value, "it is wrong", "mend it"))


def test_a_problem_says_where_it_is_as_far_as_that_is_known():
    assert line("list.csv", 3, "lat", "91") == (
        "list.csv, row 3, column lat: it is wrong (found '91'); mend it"
    )
    assert line("list.csv") == "list.csv: it is wrong; mend it"
    assert line(column="growth_goal", value="x") == (
        "column growth_goal: it is wrong (found 'x'); mend it"
    )
    assert line() == "it is wrong; mend it"
