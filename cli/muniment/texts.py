"""The texts of a record: which of them may have something odd in them, and where each stands.

All text rules are asked with one look: a text in which SUSPICIOUS finds nothing is shown to none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from muniment.keys import Path, dotted, plain
from muniment.keys import path as path_of
from muniment.vocabularies.placeholders import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema_rs import Draft202012Validator

# Letters with which UTF-8 sequences begin, as Windows-1252 and Windows-1250 read their bytes; signs
# of those that go on a sequence, which never stand after a letter; and those that may (a quotation
# mark, a dash, the number of a footnote).
_TWO, _THREE = r"\u00c2-\u00df\u0102\u0110\u0139\u0143", r"\u00e0-\u00ef"
_NEVER = (
    r"\u0080-\u009f\u00a1-\u00a8\u00ab-\u00ad\u00af\u00b1\u00b5\u00b6\u00b8\u00bc-\u00bf"
    r"\u0192\u02c6\u02c7\u02d8\u02db-\u02dd\u201a\u201e\u2020\u2021\u2030\u2039\u203a\u20ac"
)
_SELDOM = r"\u00a9\u00aa\u00ae\u00b0\u00b2\u00b3\u00b9\u00ba\u2022\u2122"
_OFTEN = rf"{_SELDOM}\u00a0\u00b4\u00b7\u00bb\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
_WESTERN = (
    rf"[{_TWO}{_THREE}][{_NEVER}]",
    rf"[{_THREE}][{_OFTEN}][{_NEVER}]",
    rf"[a-z0-9][{_TWO}][{_OFTEN}]",
    rf"[{_TWO}][{_SELDOM}][a-z]",
    r"[\u00c2\u00c3][\u0152\u0153\u0160\u0161\u0178\u017d\u017e]",
    r"\u00f0\u0178",
)
# The same of Windows-1251: Russian begins with the letters ER and ES there, Latin with VE to IE.
_GOES_ON = (
    r"\u0098\u00a0\u00a4\u00a6\u00a7\u00a9\u00ab-\u00ae\u00b0\u00b1\u00b5-\u00b7\u00bb"
    r"\u0401-\u040f\u0451-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122"
)
_SIGN = r"\u00a4\u00a7\u00ac\u00b0\u00b1\u00b5-\u00b7\u201a\u2020\u2021\u2030\u2039\u20ac\u2116"
_CYRILLIC = (
    rf"(?:[\u0420\u0421][{_GOES_ON}]){{3}}",
    rf"[\u0420\u0421][{_SIGN}][\u0420\u0421][{_GOES_ON}]",
    rf"[\u0420\u0421][{_GOES_ON}][\u0420\u0421][{_SIGN}]",
    r"\u0432(?:\u0402|\u201e\u2013)",
    rf"[A-Za-z][\u0412-\u0415][{_GOES_ON}]",
    rf"[\u0412-\u0415][{_GOES_ON}][A-Za-z]",
)
# Of code page 866, and of KOI8-R; and Windows-1251 that was read as Windows-1252.
_OTHERS = (
    r"[\u2564\u2568][\u0410-\u043f\u2500-\u257f\u2591-\u2593]",
    r"[\u043f\u044f][\u2500-\u259f]",
    r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{5}",
)

# What each text rule may have to say something of: regular expressions that Python and Rust read
# alike (no look-around, no classes but of listed characters). They may match too much.
ODD = {
    "control-characters": (
        r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060"
        r"\u2066-\u2069\ufeff\ufffd-\uffff]"
    ),
    "html-in-text": r"</?[A-Za-z]|&#?[A-Za-z0-9]+;",
    "mojibake": "|".join((*_WESTERN, *_CYRILLIC, *_OTHERS)),
    # Neither the end of the last line nor what indents a line.
    "spaces": (
        r"^[ \t\r\n\u00a0]|[ \t\u00a0][\r\n]|[ \t\u00a0]$|\r$|\n\r?\n$|"
        r"[^ \t\r\n\u00a0][ \t\u00a0]{2}"
    ),
}
SUSPICIOUS = "|".join(f"(?:{pattern})" for pattern in ODD.values())

# What stands under these keys is as its source has it, odd or not; nothing in it is mended.
VERBATIM = frozenset({"citation", "statement", "signed"})
# Others find a thing by these, perhaps by the very mistake that is in them.
_ADDRESSES = frozenset({"url", "uri"})
_NAMES = frozenset({("id",), ("file", "path")})
_LOCAL = "local"


@cache
def plain_texts() -> Draft202012Validator:
    """Give a schema that texts pass of which no text rule has anything to say."""
    from jsonschema_rs import Draft202012Validator, RegexOptions

    schema = {"not": {"pattern": SUSPICIOUS}}
    return Draft202012Validator(schema, pattern_options=RegexOptions())


def odd(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the texts in the data of a TOML file that may be odd, by dotted key, in their order.

    The institution's own (`local`) is not looked into; a blank is absent, and no text. Nor is a
    text given whose dotted key would be another's (`"title.text"`): no record has such a key.
    """
    is_plain = plain_texts().is_valid
    return [
        (dotted(path), text)
        for path, text in texts_of(data, ())
        if not is_plain(text) and not is_blank(text) and path_of(dotted(path)) == path
    ]


def is_verbatim(key: str) -> bool:
    """Tell whether what stands under a dotted key is as its source has it."""
    return not VERBATIM.isdisjoint(plain(path_of(key))[-1:])


def may_be_mended(key: str) -> bool:
    """Tell whether what stands under a dotted key may be changed where it is certainly mistaken."""
    names = plain(path_of(key))
    return names not in _NAMES and (VERBATIM | _ADDRESSES).isdisjoint(names[-1:])


def place(text: str, at: int) -> str:
    """Say where in a text an offset is, in words: by line, if there are several, and character."""
    column = at - text.rfind("\n", 0, at)
    line = text.count("\n", 0, at) + 1
    return f"in line {line}, at character {column}" if "\n" in text else f"at character {column}"


def texts_of(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text in the data of a TOML file with its path, but for what is `local`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if path or key != _LOCAL:
                yield from texts_of(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts_of(inner, (*path, index))
