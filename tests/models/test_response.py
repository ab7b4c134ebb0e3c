"""P12: the response curve through the answers to four questions."""

import pytest

from models.response import Answers


def test_the_curve_goes_through_the_answers():
    curve = Answers(none=500, half=800, same=1000, most=1500).curve(None)
    assert curve is not None
    assert [curve.sales(effort) for effort in (0, 0.5, 1)] == pytest.approx([500, 800, 1000])
    # never quite the most: 500 + 1000 * 50^c / (1 + 50^c), c = log2(1 / (3/7)) = 1.222
    assert curve.sales(50) == pytest.approx(1491.7, abs=0.1)


def test_without_the_answer_for_half_the_gains_fall_from_the_start():
    curve = Answers(none=500, most=1500).curve(1000)
    assert curve is not None
    # half of the height is reached at today's effort: 500 + 1000 * x / (1 + x)
    assert [curve.sales(x) for x in (0, 1, 2, 3)] == pytest.approx(
        [500, 1000, 1166.667, 1250], 1e-5
    )


def test_todays_value_stands_for_a_missing_answer_and_an_answer_wins_over_it():
    assert Answers(none=0, most=100).curve(50) == Answers(none=0, same=50, most=100).curve(80)


def test_sales_that_do_not_answer_meetings_stay_where_they_are():
    curve = Answers(none=700, most=700).curve(700)
    assert curve is not None
    assert {curve.sales(x) for x in (0, 1, 10)} == {700}


@pytest.mark.parametrize("answers", [(0, None, 100, 100), (0, 0, 0, 100), (0, 100, 100, 100)])
def test_answers_on_the_edge_give_a_curve_that_never_falls(answers):
    curve = Answers(*answers).curve(None)
    assert curve is not None
    sales = [curve.sales(k / 4) for k in range(20)]
    assert sales == sorted(sales)
    assert curve.sales(1) == pytest.approx(answers[2], abs=0.2)


def test_no_answer_is_no_curve_and_no_fault():
    assert Answers().curve(100) is None
    assert Answers().faults() == Answers().clash(100) == []


@pytest.mark.parametrize(
    ("answers", "columns"),
    [
        (Answers(half=5), ["sales_no_visits", "sales_most_visits"]),
        (Answers(none=5, same=9), ["sales_most_visits"]),
        (Answers(none=500, half=400, most=900), ["sales_half_visits"]),
        (
            Answers(none=500, half=600, same=550, most=540),
            ["sales_same_visits", "sales_most_visits"],
        ),
    ],
)
def test_answers_that_cannot_be_meant_are_named_by_their_columns(answers, columns):
    assert [fault.column for fault in answers.faults()] == columns
    assert answers.curve(None) is None


def test_answers_are_held_against_todays_value():
    answers = Answers(none=500, most=1500)
    assert answers.clash(1000) == []
    (fault,) = answers.clash(1800)
    assert fault.column == "sales_most_visits"
    assert "1,500 is less than today's value of 1,800" in fault.what
    assert [fault.column for fault in answers.clash(400)] == ["sales_no_visits"]
    assert [fault.column for fault in answers.clash(None)] == ["sales_same_visits"]
    assert Answers(none=500, same=1000, most=1500).clash(1800) == []
