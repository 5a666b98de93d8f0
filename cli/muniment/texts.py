"""The texts of a record: which of them may have something odd in them, and where each stands.

All text rules are asked with one look: a text in which SUSPICIOUS finds nothing is shown to none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from muniment.keys import Path, dotted
from muniment.vocabularies.placeholders import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

# What each text rule may have to say something of: regular expressions that Python and Rust read
# alike (no look-around, no classes but of listed characters). They may match too much.
ODD = {
    "spaces": r"^[ \t\r\n\u00a0]|[ \t\r\n\u00a0]$|[ \t\u00a0]{2}|[ \t\u00a0][\r\n]",
}
SUSPICIOUS = "|".join(f"(?:{pattern})" for pattern in ODD.values())

# What stands under these keys is as its source has it, odd or not; nothing in it is mended.
VERBATIM = frozenset({"citation", "statement", "signed"})
_LOCAL = "local"


@cache
def _suspicious() -> re.Pattern[str]:
    return re.compile(SUSPICIOUS)


def odd(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the texts in the data of a TOML file that may be odd, by dotted key, in their order.

    The institution's own (`local`) is not looked into; a blank is absent, and no text.
    """
    search = _suspicious().search
    return [
        (dotted(path), text)
        for path, text in _texts(data, ())
        if search(text) and not is_blank(text)
    ]


def is_verbatim(key: str) -> bool:
    """Tell whether what stands under a dotted key is never to be mended."""
    return key.rpartition(".")[2] in VERBATIM


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if path or key != _LOCAL:
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
