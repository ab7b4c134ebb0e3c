"""The garbage collector, held while gazetteers are read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held() -> Iterator[None]:
    """Hold the collector of cycles: among millions of new objects that stay it finds nothing.

    It would look through them again and again, which doubles the time of reading towns and postcodes.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()
