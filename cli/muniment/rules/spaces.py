"""A text has no white space at its ends, and none twice in a row.

Searches and catalogues take "Stalin " and "Stalin" for two names. In a text of several lines,
the lines may be indented and parted as they are. Verbatim texts (`citation`, `statement`, `signed`)
are as their source has them: there it is only a note.

Passes:

    title = "Telegram from Stalin to Mao Zedong"

Fails:

    title = "Telegram  from Stalin to Mao Zedong "
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Edit, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL = "warning"


def check_text(key: str, text: str) -> Iterator[Problem]:
    """Yield a problem where a text has white space that nobody meant."""
    mended = " ".join(text.split())
    if mended != text:
        yield Problem(key, "there is white space too much", "", (Edit(key, mended),), in_file=True)
