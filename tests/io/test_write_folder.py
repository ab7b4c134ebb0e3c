"""An output folder appears whole or not at all."""

import errno

import pytest

from models.errors import OutputError
from scheduler.io.write_folder import atomic_folder


def write_plan_into(path, text="new"):
    with atomic_folder(path) as folder:
        (folder / "plan.json").write_text(text, encoding="utf-8")
        (folder / "maps").mkdir()


def names(path):
    return sorted(entry.name for entry in path.iterdir())


def test_a_folder_appears_with_its_parents(tmp_path):
    write_plan_into(tmp_path / "a" / "b")
    assert names(tmp_path / "a" / "b") == ["maps", "plan.json"]
    assert names(tmp_path / "a") == ["b"]


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "out").mkdir()
    write_plan_into(tmp_path / "out")
    assert names(tmp_path) == ["out"]


def test_an_older_plan_is_replaced_and_what_was_only_in_it_goes(tmp_path):
    write_plan_into(tmp_path / "out", "old")
    (tmp_path / "out" / "maps" / "R09.html").touch()
    (tmp_path / "out" / "schedule.xlsx").touch()
    write_plan_into(tmp_path / "out")
    assert (tmp_path / "out" / "plan.json").read_text(encoding="utf-8") == "new"
    assert names(tmp_path / "out") == ["maps", "plan.json"]
    assert names(tmp_path / "out" / "maps") == []
    assert names(tmp_path) == ["out"]


def test_a_file_that_the_user_put_there_is_kept(tmp_path):
    write_plan_into(tmp_path / "out")
    (tmp_path / "out" / "my notes.txt").write_text("call Anna", encoding="utf-8")
    write_plan_into(tmp_path / "out")
    assert (tmp_path / "out" / "my notes.txt").read_text(encoding="utf-8") == "call Anna"


@pytest.mark.parametrize("failure", [KeyError("a defect"), KeyboardInterrupt()])
def test_after_a_failure_the_old_plan_is_there_and_nothing_else(tmp_path, failure):
    write_plan_into(tmp_path / "out", "old")

    def write_half():
        with atomic_folder(tmp_path / "out") as folder:
            (folder / "schedule.csv").touch()
            raise failure

    with pytest.raises(type(failure)):
        write_half()
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out" / "plan.json").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "permission"), (errno.EIO, "another folder")],
)
def test_a_disk_that_fails_is_an_output_error_and_leaves_nothing(tmp_path, number, told):
    def write_half():
        with atomic_folder(tmp_path / "out") as folder:
            (folder / "schedule.csv").touch()
            raise OSError(number, "failed")

    with pytest.raises(OutputError, match=told):
        write_half()
    assert names(tmp_path) == []


def test_when_the_last_step_fails_the_old_plan_comes_back(tmp_path, monkeypatch):
    write_plan_into(tmp_path / "out", "old")
    path_type = type(tmp_path)
    rename = path_type.rename

    def fail_for_the_new_one(self, target):
        if self.suffix == ".partial":
            raise OSError(errno.EIO, "failed")
        return rename(self, target)

    monkeypatch.setattr(path_type, "rename", fail_for_the_new_one)
    with pytest.raises(OutputError):
        write_plan_into(tmp_path / "out")
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out" / "plan.json").read_text(encoding="utf-8") == "old"


def test_a_folder_of_something_else_is_refused_and_untouched(tmp_path):
    (tmp_path / "customers.csv").touch()
    with pytest.raises(OutputError, match=r"no plan of Rounds \(found customers.csv\)"):
        write_plan_into(tmp_path)
    assert names(tmp_path) == ["customers.csv"]


def test_a_file_is_refused(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match="this is a file"):
        write_plan_into(tmp_path / "out")


def test_a_path_through_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="a part of the path is a file"):
        write_plan_into(tmp_path / "file" / "out")


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    write_plan_into(tmp_path / "real", "old")
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write_plan_into(tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "plan.json").read_text(encoding="utf-8") == "new"
