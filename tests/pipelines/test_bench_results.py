"""Results of rep-months: kept in a file, put together over seeds, told as tables and as a plot."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from models.errors import InputError, OutputError
from scheduler.io.line_charts import Panel, Point, line_charts
from scheduler.io.results import read_results, write_results
from scheduler.pipelines.bench_plot import cost_plot, write_cost_plot
from scheduler.pipelines.bench_results import MonthRun, known_runs, month_runs, save_runs
from scheduler.pipelines.bench_summary import compare, figures, judged, summary_json, tally, travel
from scheduler.pipelines.bench_table import bench_table
from scheduler.pipelines.bench_tables import month_tables, pvrp_lines, pvrp_table

SVG = "{http://www.w3.org/2000/svg}"


def run(engine: str = "rounds", cost: float = 100.0, **fields) -> MonthRun:
    given: dict[str, Any] = {"rep": "R1", "policy": "default", "cap": 5, "seconds": 10.0, "seed": 1}
    given |= {"judged_cost": 2 * cost, "unplanned": 0, "bound": None, "feasible": True}
    return MonthRun(engine=engine, travel_cost=cost, **(given | fields))


def test_results_come_back_from_a_file(tmp_path):
    path = tmp_path / "deep/out.json"
    runs = [run(), run("pyvrp", 99.5, seconds=None, bound=90.0)]
    save_runs(path, runs)
    assert known_runs(path) == runs
    assert set(json.loads(path.read_text())[0]) == {
        *("rep", "policy", "cap", "seconds", "seed", "engine", "travel_cost", "judged_cost"),
        *("unplanned", "bound", "feasible"),
    }
    assert [found.name for found in path.parent.iterdir()] == ["out.json"]


def test_without_a_file_nothing_is_known(tmp_path):
    assert known_runs(tmp_path / "new.json") == []
    assert known_runs(None) == []
    save_runs(None, [run()])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "this is no JSON"),
        ("{}", "this is no list of results"),
        ("[3]", r"result 1.*this is no result"),
        ('[{"instance": "p01"}]', "rep of result 1.*this result lacks a value"),
    ],
)
def test_a_file_of_something_else_is_refused_and_kept(tmp_path, text, told):
    path = tmp_path / "out.json"
    path.write_text(text)
    with pytest.raises(InputError, match=told):
        known_runs(path)
    assert path.read_text() == text


def test_every_wrong_value_is_told():
    rows = [{**run().as_json(), "cap": "five", "feasible": None}]
    with pytest.raises(InputError) as caught:
        month_runs(Path("out.json"), rows)
    assert [problem.column for problem in caught.value.problems] == [
        "cap of result 1",
        "feasible of result 1",
    ]


def test_results_that_cannot_be_written_leave_nothing_behind(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another file for --json"):
        write_results(tmp_path / "file/out.json", [])
    assert [found.name for found in tmp_path.iterdir()] == ["file"]
    with pytest.raises(InputError, match="No such file"):
        read_results(tmp_path / "nowhere.json")


def test_figures_are_those_of_the_median_seed():
    own = figures([run(cost=cost, seed=k) for k, cost in enumerate((110, 100, 104))], travel)
    assert (own.cost, own.best, own.worst, own.seeds) == (104, 100, 110, 3)
    assert own.spread == pytest.approx(0.1)
    own = figures([run(cost=100), run(cost=104, seed=2)], judged)
    assert own.cost == 204


def test_a_plan_that_leaves_out_more_is_worse_whatever_it_drives():
    runs = [run(cost=100), run(cost=80, unplanned=1, seed=2)]
    own = figures(runs, travel)
    assert (own.unplanned, own.cost, own.best, own.worst) == (1, 80, 100, 80)
    assert own.spread is None
    assert "80.0 (1 left out), seeds leave out 0 to 1" in month_tables(runs)


def test_the_gap_is_that_of_driving_to_the_highest_bound():
    runs = [run(cost=100, bound=80), run(cost=110, bound=90, seed=2)]
    assert figures(runs, travel).gap == pytest.approx(0.1)
    assert figures(runs, judged).gap is None


def test_a_bound_of_other_visits_is_none():
    short = run(cost=100, unplanned=1, bound=70)
    other = run(cost=120, unplanned=1, bound=110, seed=2)
    assert figures([short, other], travel).gap == pytest.approx(0.3)
    assert figures([run(cost=130), short], travel).gap is None
    assert figures([run(cost=130, bound=117), short], travel).gap == pytest.approx(0.1)


def test_the_ratio_is_that_to_the_best_of_the_others():
    (found,) = compare([run(cost=90), run("pyvrp", 100), run("vroom", 120)], travel)
    assert found.best_peer == "pyvrp"
    assert found.ratio("pyvrp") == pytest.approx(0.9)
    assert (found.outcome("pyvrp"), found.ratio("nobody"), found.outcome(None)) == (
        "win",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "ratio", "outcome"),
    [
        ((100, 0), (100.1, 0), 100 / 100.1, "tie"),
        ((102, 0), (100, 0), 1.02, "loss"),
        ((102, 0), (100, 1), None, "win"),
        ((90, 2), (100, 1), None, "loss"),
    ],
)
def test_visits_left_out_come_before_minutes(ours, theirs, ratio, outcome):
    runs = [run(cost=ours[0], unplanned=ours[1]), run("pyvrp", theirs[0], unplanned=theirs[1])]
    (found,) = compare(runs, travel)
    assert found.ratio("pyvrp") == ratio
    assert found.outcome("pyvrp") == outcome


def test_a_plan_that_is_not_sound_is_compared_with_nothing():
    (found,) = compare([run(), run("pyvrp", 50, feasible=False)], travel)
    assert found.best_peer is None
    (found,) = compare([run(feasible=False), run("pyvrp", 50)], travel)
    assert (found.ratio("pyvrp"), found.outcome("pyvrp")) == (None, None)


def two_months() -> list[MonthRun]:
    # 0.8 and 1.25: the geometric mean is 1
    first = [run(cost=80), run("pyvrp", 100), run("vroom", 110)]
    second = [run(cost=125), run("pyvrp", 140), run("vroom", 100)]
    return [*first, *(replace(found, rep="R2") for found in second)]


def test_wins_and_losses_are_counted():
    compared = compare(two_months(), travel)
    found = tally(compared)
    assert (found.wins, found.ties, found.losses, found.ratios) == (1, 0, 1, 2)
    assert found.mean == pytest.approx(1)
    assert tally(compared, "pyvrp").wins == 2
    assert tally(compared, "nobody").mean is None


def test_months_are_told_as_markdown():
    runs = [*two_months(), run(cost=84, seed=2), run("or-tools", 70, unplanned=2)]
    text = month_tables(runs)
    assert "| R1 | default | 5 | 10 | 82.0, spread 5.0% | 100.0 | 110.0 |" in text
    assert "| 70.0 (2 left out) | 0.820 |" in text
    assert (
        "- Rounds against the best other at 10 s: 1 won, 0 equal, 1 lost, ratio 1.012 (2)." in text
    )
    assert text.count("| rep | policy |") == 2
    fewer = [run(unplanned=1), run("pyvrp", 90, unplanned=2), run("vroom", 90, feasible=False)]
    assert "n/a: ours leaves out fewer" in month_tables(fewer)
    assert "NOT SOUND" in month_tables(fewer)


def test_figures_are_written_as_json_values():
    rows = summary_json(two_months())
    assert len(rows) == 2 * 2 * 3
    assert {row["rules"] for row in rows} == {"travel", "all"}
    (row,) = [r for r in rows if (r["rep"], r["rules"], r["engine"]) == ("R2", "travel", "vroom")]
    assert (row["ratio_of_ours"], row["cost"]) == (1.25, 100)


def test_the_plot_has_a_line_for_each_engine_and_a_panel_for_each_month():
    runs = [
        replace(found, seconds=seconds, travel_cost=found.travel_cost - seconds)
        for seconds in (1.0, 10.0)
        for found in two_months()
    ]
    page = ET.fromstring(cost_plot(runs) or "")
    # all months together, R1, R2
    assert len(page.findall(f".//{SVG}polyline")) == 3 * 3
    titles = [text.text for text in page.iter(f"{SVG}text")]
    assert "R2, policy default, cap 5" in titles
    assert "2 of 2 months: all engines comparable" in titles
    assert {"rounds", "pyvrp", "vroom"} <= set(titles)


def test_points_that_leave_out_more_are_hollow():
    runs = [run(), run("pyvrp", 90, unplanned=2)]
    page = ET.fromstring(cost_plot(runs) or "")
    filled = {c.findtext(f"{SVG}title"): c.get("fill") for c in page.iter(f"{SVG}circle")}
    assert filled["pyvrp, 10: 90 (2 left out)"] == "#ffffff"
    assert filled["rounds, 10: 100"] != "#ffffff"


def test_without_seconds_there_is_nothing_to_draw(tmp_path):
    assert cost_plot([run(seconds=None)]) is None
    with pytest.raises(OutputError, match="--seconds"):
        write_cost_plot(tmp_path / "plot.svg", [run(seconds=None)])


def test_a_chart_puts_the_least_at_the_bottom_and_names_are_escaped():
    lines = {"a<b": [Point(1, 10), Point(100, 20)]}
    page = ET.fromstring(line_charts("t", "x", [Panel("p", "y", lines)]))
    (line,) = page.iter(f"{SVG}polyline")
    first, last = re.findall(r"([\d.]+),([\d.]+)", line.get("points") or "")
    assert (first, last) == (("0.0", "180.0"), ("300.0", "0.0"))


PVRP = [
    {"instance": "p01", "seed": k, "seconds": 2.0, "cost": cost, "feasible": True}
    | {"workers": 1, "lower_bound": bound, "routes": []}
    for k, cost, bound in ((1, 110.0, 95.0), (2, 100.0, None), (3, 104.0, 90.0))
]


def test_periodic_problems_are_told_over_their_seeds():
    (line,) = pvrp_lines(PVRP, {"p01": 100.0})
    assert (line.best, line.median, line.worst, line.lower_bound) == (100, 104, 110, 95)
    assert line.gap == pytest.approx(0.04)
    text = pvrp_table([line])
    assert "| p01 | 3 | 100.00 | 104.00 | 110.00 | 100.00 | +4.00% | 95.00 | 2.0 | yes |" in text
    assert "1 gap: mean +4.00%, worst +4.00%." in text
    assert "gap:" not in pvrp_table(pvrp_lines(PVRP, {}))
    with pytest.raises(InputError, match=r"lower_bound.*lacks a value"):
        pvrp_lines([{"instance": "p01", "cost": 1, "seconds": 1, "feasible": True}], {})


def test_files_of_both_kinds_are_read_together_and_not_mixed(tmp_path):
    months, more, periodic = (tmp_path / name for name in ("m.json", "n.json", "p.json"))
    save_runs(months, two_months())
    save_runs(more, [run(cost=80), run("or-tools", 100)])
    write_results(periodic, PVRP)
    plot = tmp_path / "plot.svg"
    found = bench_table([months, more], plot=plot)
    assert len(found.rows) == 2 * 7
    assert plot.read_text().startswith("<svg")
    assert bench_table([periodic]).rows[0]["seeds"] == 3
    with pytest.raises(InputError, match="both kinds"):
        bench_table([months, periodic])
    with pytest.raises(OutputError, match="only rep-months"):
        bench_table([periodic], plot=plot)
    write_results(more, [])
    with pytest.raises(InputError, match="no results"):
        bench_table([more])
