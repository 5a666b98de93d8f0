"""Which language tag was meant by what is none: `en_US`, `eng`, `English`, `русский`, `cn`."""

from __future__ import annotations

import re
from itertools import islice, product

from muniment.vocabularies import nearest
from muniment.vocabularies.language_tags import extension_starts, kind_of, order, trouble
from muniment.vocabularies.subtags import Subtag, common_languages, find, named

_LONGEST = 100
_SEPARATORS = re.compile(r"[^0-9A-Za-z]+")
# Between languages, not between the parts of one tag.
_AND = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*")
# Codes, as systems write them: en_US, rus, zh-cn.
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8}){0,3}")
_ANY = "A tag is, for example, en, ru or zh-Hant."


def hint(value: str) -> str:
    """Say what to write instead of `value`, which is not a right tag; every tag named is one."""
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST:
        return _ANY
    return _several(text) or _single(text) or _similar(text) or _ANY


def certain(text: str) -> tuple[str, ...]:
    """Give the right tags that a text of codes or names, of one language or more, stands for.

    None where any of them is not sure: `English; Old slang`, or words that only might be a tag.
    """
    pieces = [piece.strip() for piece in _AND.split(text) if piece.strip()]
    if not pieces or len(text) > _LONGEST:
        return ()
    tags = [_sure(" ".join(piece.split())) for piece in pieces]
    return tuple(dict.fromkeys(tags)) if all(tags) else ()


def _sure(text: str) -> str:
    if not trouble(text):
        return text
    choices = (_languages(_phrase(text)), _mended(text) if _CODE.fullmatch(text) else ())
    for tags in choices:
        right = {tag for tag in tags if not trouble(tag)}
        if right:
            return right.pop() if len(right) == 1 else ""
    return ""


def _several(text: str) -> str:
    tags = [_meant(piece)[:1] for piece in _AND.split(text) if piece]
    if len(tags) < 2 or not all(tags):
        return ""
    return f"Write one tag for each language: {', '.join(tag for (tag,) in tags)}."


def _single(text: str) -> str:
    *others, last = _meant(text) or [""]
    if not last:
        return ""
    return f"Write {', '.join(others)} or {last}." if others else f"Write {last}."


def _similar(text: str) -> str:
    languages = common_languages()
    name = nearest(text, languages) if len(text) > 3 else None
    return f"Did you mean {languages[name]} ({name})?" if name else ""


def _meant(text: str) -> list[str]:
    """Give the right tags for a text, the surest way of reading it first; none if none is sure."""
    whole = find("tag", text)
    for tags in (whole.instead if whole else (), _languages(_phrase(text)), _mended(text)):
        right = [tag for tag in dict.fromkeys(tags) if not trouble(tag)]
        if right:
            return right
    return []


def _phrase(text: str) -> str:
    return text.strip(" .,:;?!()[]'\"").removesuffix(" language")


def _languages(word: str) -> tuple[str, ...]:
    meant = find("meant", word.casefold())
    if meant:
        return meant.instead
    entry = find("language", word) or named("language", word)
    return _current(entry) if entry else ()


def _current(entry: Subtag) -> tuple[str, ...]:
    """Give the subtag itself, or those that took its place; an empty one where it is to go."""
    return (entry.instead or ("",)) if entry.deprecated else (entry.subtag,)


def _mended(text: str) -> list[str]:
    """Mend a tag part by part: separators, case, order, and what has a newer form."""
    parts = [part for part in _SEPARATORS.split(text) if part]
    if not parts or len(parts) > 8:
        return []
    start = max(1, extension_starts(parts))
    mended = dict(_mended_part(part) for part in parts[1:start])
    inner = sorted(mended, key=lambda choices: order(mended[choices]))
    extension = tuple((part.lower(),) for part in parts[start:])
    choices = product(_languages(parts[0]), *inner, *extension)
    return ["-".join(filter(None, choice)) for choice in islice(choices, 10)]


def _mended_part(part: str) -> tuple[tuple[str, ...], str]:
    """Give the choices for a part after the language, with the kind of part that they are."""
    if part.upper() == "UK":  # ISO 3166 reserves it; the registry has GB alone.
        return ("GB",), "region"
    kind = kind_of(part)
    entry = find(kind, part) or named("script", part) or named("region", part)
    return (_current(entry), entry.kind) if entry else ((part,), kind)
