"""The id of a record, which is also the name of its file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from muniment.vocabularies import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
# Most are words in small letters with hyphens between them, and none of those is a device.
is_plain = re.compile(r"(?=.{3,200}\Z)[a-z0-9]+(?:-[a-z0-9]+)+").fullmatch
# Windows opens a device when a file is called so, whatever follows the dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST_SLUG = 80


@lru_cache(maxsize=4096)
def fault(text: str) -> Fault | None:
    """Tell what keeps `text` from being an id: it must be a file name on every system."""
    if not _ID.fullmatch(text):
        return Fault(
            "an id is letters, digits, hyphens, dots and underscores, and begins with a letter or "
            "digit, because it is also a file's name",
            f"Write {slug(text)}." if slug(text) else "",
        )
    if _RESERVED.fullmatch(text) or text.endswith("."):
        return Fault("no file can have this name on Windows", f"Write {slug(text)}.")
    return None


def slug(text: str) -> str:
    """Make of any text the part of an id: ASCII, lower case, words joined by hyphens.

    Other scripts are transliterated, so `Телеграмма` gives `telegramma`; what has no letters or
    digits in any script gives an empty text.
    """
    from anyascii import anyascii

    words = re.findall(r"[a-z0-9]+", anyascii(text[:1000]).lower().replace("'", ""))
    result = ""
    for word in words:
        if result and len(result) + len(word) >= _LONGEST_SLUG:
            break
        result += f"-{word}" if result else word[:_LONGEST_SLUG]
    return f"record-{result}" if _RESERVED.fullmatch(result) else result


def made_of(data: Mapping[str, Any]) -> str:
    """Make an id of the title and the date in the data of a record; empty where it has neither.

    `Letter to the Minister` of `1953-02` gives `letter-to-the-minister-1953-02`; a date with which
    the title ends is not said again.
    """
    title = data.get("title") or ""
    text = title.get("text", "") if isinstance(title, dict) else title
    name, day = slug(str(text)), slug(str(data.get("date", "")))
    if not day or name == day or name.endswith(f"-{day}"):
        return name
    return f"{name}-{day}" if name else day
