"""A folder for files that are needed for a moment: lists as a plan reads them, a plan as it is sent."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from models.errors import OutputError

_CAUSES = {
    errno.ENOSPC: "its disk is full; free some space and try again",
    errno.EDQUOT: "its share of the disk is used up; free some space and try again",
    errno.EROFS: "its disk is read-only; let TMPDIR name a folder that may be written",
    errno.EACCES: "its folder may not be written; let TMPDIR name one that may",
}


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder that is gone after the block.

    Yields
    ------
    pathlib.Path
        The folder.

    Raises
    ------
    OutputError
        The disk of the server is full or may not be written; other errors of files are let through.
    """
    try:
        with TemporaryDirectory(prefix="rounds-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        cause = _CAUSES.get(error.errno or 0)
        if cause is None:
            raise
        raise OutputError(f"the server cannot write its temporary files: {cause}") from error
