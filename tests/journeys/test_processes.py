"""The command as a process: the example, pipes, Ctrl-C, screens that cannot show Hebrew."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.tools import FIVE, HEADER, PROGRAM, Plan, audit, rounds_process, save, table

COMMAND = [sys.executable, "-c", PROGRAM]
QUICK = ("--iterations", "5", "--seconds", "2", "--workers", "1")


@pytest.mark.slow
def test_the_example_month_is_planned():
    said = rounds_process("demo", *QUICK, "--json", "figures.json")
    assert said.code in {0, 3}, said.err
    assert said.err == "", "no bar and no warning where nobody looks"
    assert "\x1b" not in said.out, "no colours in a file"
    assert max(len(line) for line in said.out.splitlines() if line.startswith("  R0")) <= 80
    figures = json.loads(Path("figures.json").read_text(encoding="utf-8"))
    assert figures["month"] == "2026-12"
    audit(Plan(Path("out/demo"), said, figures), rows=150)
    assert "Look at out/demo/report.html, out/demo/schedule.xlsx and out/demo/maps" in said.out


@pytest.fixture
def customers() -> None:
    save("customers.csv", table(HEADER, *FIVE))


@pytest.mark.usefixtures("customers")
@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is another thing there")
def test_ctrl_c_leaves_nothing_behind(here):
    words = ["plan", "customers.csv", "--month", "2026-12", "--seconds", "60", "--workers", "1"]
    process = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()  # it has begun
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told == "Stopped; no plan was written.\n"
    assert [path.name for path in here.iterdir()] == ["customers.csv"]


def test_nobody_reads_the_output():
    with subprocess.Popen(
        [*COMMAND, "policy"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert "Traceback" not in told
    assert "Exception ignored" not in told


def test_a_screen_that_cannot_show_hebrew_is_no_reason_to_stop():
    save("רשימה.csv", table("שם לקוח,קו רוחב", "מכולת,32.08"))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    said = rounds_process("plan", "רשימה.csv", env=environment)
    assert said.code == 2
    assert "no column holds where the customers are" in said.err
