"""``python -m scheduler.web.texts``: bring the catalogues up to date, and say what is missing."""

import sys

from scheduler.web.texts.catalogues import missing, update

if __name__ == "__main__":
    update()
    gaps = missing()
    for language, texts in gaps.items():
        for text in texts:
            print(f"{language}: no translation of {text!r}")
    sys.exit(1 if any(gaps.values()) else 0)
