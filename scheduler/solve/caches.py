"""Compiled code that an earlier version left beside the modules."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from numba.core.dispatcher import Dispatcher


def compile_past_old_caches(compile_all: Callable[[], None], modules: Sequence[ModuleType]) -> None:
    """Compile; where that fails on what an earlier version has left, remove that and compile again.

    Numba reads the types of a cached function before it looks whether they are of this version, and
    fails where one of them is not there any more; an upgrade leaves such files behind.

    Parameters
    ----------
    modules
        Whose functions are compiled.
    """
    try:
        compile_all()
    except (AttributeError, ImportError) as error:
        try:
            for module in modules:
                _remove_caches(module)
        except OSError:  # installed where nobody may write: then the first error says more
            raise error from None
        compile_all()


def _remove_caches(module: ModuleType) -> None:
    name = Path(module.__file__ or "").stem
    functions = [f for f in vars(module).values() if isinstance(f, Dispatcher)]
    for folder in {path for f in functions if (path := f.stats.cache_path)}:
        for index in Path(folder).glob(f"{name}.*.nbi"):
            # Another process may do the same.
            index.unlink(missing_ok=True)
