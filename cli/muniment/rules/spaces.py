"""A text has no white space at its ends, and no two spaces in a row.

Searches and catalogues take "Stalin " and "Stalin" for two names. In a text of several lines the
lines may be indented and parted as they are, and the last may end. A tab or a no-break space that
stands alone is meant. Verbatim texts (`citation`, `statement`, `signed`) are as their source has
them: there, white space at the ends is only a note. `--fix` takes out what is too much, but not
in an `id`, an address or the path of a file, by which others may know the thing, nor in garbled
letters (see `mojibake`).

Passes:

    title = "Telegram from Stalin to Mao Zedong"

Fails:

    title = "Telegram  from Stalin to Mao Zedong "
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from muniment.finding import Edit, Problem
from muniment.rules.mojibake import is_garbled
from muniment.texts import is_verbatim, may_be_mended, place
from muniment.vocabularies.placeholders import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL = "warning"
FIXES = True
_BLANKS = " \t\u00a0"
_AROUND = _BLANKS + "\r\n"


def check_text(key: str, text: str) -> Iterator[Problem]:
    """Yield a problem where a text has white space that nobody meant."""
    if is_blank(text):
        return
    start, inner, end = _parted(text)
    ends = [
        where
        for where, was, is_now in (
            ("at the beginning", start, _kept_before(start, inner)),
            ("at the end", end, _line_end(end)),
        )
        if was != is_now
    ]
    if is_verbatim(key):
        if ends:
            said = f"there is white space {' and '.join(ends)}, perhaps of the source"
            yield Problem(key, said, "", level="note", in_file=True)
        return
    mended = _mended(inner)
    if not ends and mended == inner:
        return
    *most, last = [*ends, *_inside(text, inner, mended, len(start))]
    where = f"{', '.join(most)} and {last}" if most else last
    # The no-break space is half of a letter there.
    is_fixed = may_be_mended(key) and not is_garbled(text)
    whole = _kept_before(start, inner) + mended + _line_end(end)
    yield Problem(
        key,
        f"there is white space {where}, which makes it another text to searches and catalogues",
        "Take the white space out that is too much.",
        (Edit(key, whole),) if is_fixed else (),
        in_file=True,
    )


def _parted(text: str) -> tuple[str, str, str]:
    """Part a text into the white space at its beginning, what it says, and that at its end."""
    left = text.lstrip(_AROUND)
    start = len(text) - len(left)
    if text[max(start - 1, 0) : start] in (*_BLANKS,) and _is_mark(left[:1]):
        # The accent stands on that space.
        start -= 1
    inner = text[start:].rstrip(_AROUND)
    return text[:start], inner, text[start + len(inner) :]


def _kept_before(start: str, inner: str) -> str:
    """Give what stays of white space at the beginning: a line's end, and what indents a line."""
    first = re.match(r"\r?\n", start)
    lines = start.rpartition("\n")
    indent = lines[2] if "\n" in inner and "\r" not in lines[2] else ""
    return (first[0] if first else "") + indent


def _line_end(end: str) -> str:
    """Give what stays of white space at the end: the end of the last line."""
    first = re.search(r"\r?\n", end)
    return first[0] if first else ""


@cache
def _too_much() -> re.Pattern[str]:
    """Find blanks at the end of a line, and two or more within one, but none that indent one."""
    blank = f"[{_BLANKS}]"
    return re.compile(rf"(?P<end>(?<!{blank}){blank}+(?=[\r\n]))|(?<=[^{_AROUND}]){blank}{{2,}}")


def _mended(inner: str) -> str:
    return _too_much().sub(lambda found: _instead(found, inner), inner)


def _instead(found: re.Match[str], inner: str) -> str:
    if found["end"]:
        return ""
    if _is_mark(inner[found.end() : found.end() + 1]):
        # The last is what the accent stands on: a letter, so to speak.
        return _one(found[0][:-1]) + found[0][-1]
    return _one(found[0])


def _one(blanks: str) -> str:
    """Give one for several: a tab if there is one, because it parts columns."""
    return blanks if len(blanks) < 2 else "\t" if "\t" in blanks else " "


def _inside(text: str, inner: str, mended: str, offset: int) -> Iterator[str]:
    """Yield where blanks are too much inside a text, of which `inner` is from `offset` on."""
    if mended == inner:
        return
    found = [each for each in _too_much().finditer(inner) if _instead(each, inner) != each[0]]
    if any(each["end"] for each in found):
        yield "at the end of a line"
    if any(not each["end"] for each in found):
        first = next(each for each in found if not each["end"])
        yield f"twice in a row ({place(text, offset + first.start())})"


def _is_mark(letter: str) -> bool:
    """Whether a character stands on the one before it, as an accent does."""
    import unicodedata

    return bool(letter) and unicodedata.category(letter).startswith("M")
