"""Compiled code of an earlier version is no obstacle."""

import subprocess
import sys
from pathlib import Path

EARLIER = """
from typing import NamedTuple

import numba as nb

class {name}(NamedTuple):
    number: int

@nb.njit(cache=True)
def doubled(pair):
    return 2 * pair.number

def compile_all():
    assert doubled({name}(21)) == 42
"""
PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
import module
from scheduler.solve.caches import compile_past_old_caches
{call}
"""


def ran(folder: Path, call: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(folder=str(folder), call=call)
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_an_upgrade_left_behind_is_compiled_anew(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(EARLIER.format(name="Couple"))
    assert ran(tmp_path, "module.compile_all()").returncode == 0
    module.write_text(EARLIER.format(name="Pair"))
    plainly = ran(tmp_path, "module.compile_all()")
    assert "AttributeError" in plainly.stderr, (
        "numba has learned it: the module is not needed any more"
    )
    past = ran(tmp_path, "compile_past_old_caches(module.compile_all, [module])")
    assert past.returncode == 0, past.stderr
