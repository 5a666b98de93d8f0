"""The grammar of BCP 47 language tags (RFC 5646), and what a tag has against it."""

from __future__ import annotations

from muniment.vocabularies import shown
from muniment.vocabularies.subtags import find

# The order of RFC 5646, section 2.1, after the language; each with what a cataloguer calls it.
_KINDS = {
    "extlang": "extended language",
    "script": "script",
    "region": "region",
    "variant": "variant",
}
_ORDER = list(_KINDS)


def trouble(value: str) -> str:
    """Say in words what is wrong with a tag; an empty text means that it is right."""
    if not value.strip():
        return "no language is given"
    parts = value.split("-")
    if not value.isascii() or not all(part.isalnum() and len(part) <= 8 for part in parts):
        return f"{shown(value)} is not a language tag: those are codes, joined by hyphens"
    whole = find("tag", value) if len(parts) > 1 else None
    if whole:
        return f"the language tag {shown(value)} is out of date" if whole.deprecated else ""
    return _trouble_with_parts(parts)


def kind_of(part: str) -> str:
    """Tell by its shape what a part after the language is; an empty text where it fits nowhere.

    RFC 5646, section 2.1: the length and the digits of a subtag say which kind it is.
    """
    if len(part) > 4 or (len(part) == 4 and part[0].isdigit()):
        return "variant"
    if len(part) == 3 and part.isdigit():
        return "region"
    return {2: "region", 3: "extlang", 4: "script"}.get(len(part), "") if part.isalpha() else ""


def order(kind: str) -> int:
    """Give the place of a kind of part in a tag."""
    return _ORDER.index(kind) if kind in _KINDS else len(_ORDER)


def extension_starts(parts: list[str]) -> int:
    """Give the index of the first singleton: what follows belongs to extensions or private use."""
    return next((index for index, part in enumerate(parts) if len(part) == 1), len(parts))


def _trouble_with_parts(parts: list[str]) -> str:
    start = extension_starts(parts)
    if parts[0] in ("x", "X"):
        return _trouble_with_extensions(parts)
    return (
        _trouble_with_language(parts[0])
        or _trouble_with_order(parts[1:start])
        or next(filter(None, (_trouble_with_part(parts[0], part) for part in parts[1:start])), "")
        or _trouble_with_extensions(parts[start:])
    )


def _trouble_with_language(language: str) -> str:
    entry = find("language", language)
    if entry is None and len(language) == 3 and find("meant", language):
        return f"{shown(language)} is a code of three letters for a language that has one of two"
    if entry is None:
        return f"{shown(language)} is no language code in the IANA registry"
    return f"the language code {shown(language)} is no longer used" if entry.deprecated else ""


def _trouble_with_order(parts: list[str]) -> str:
    kinds = [kind_of(part) for part in parts]
    if "" in kinds:
        return f"{shown(parts[kinds.index('')])} fits no part of a language tag"
    if kinds != sorted(kinds, key=order):
        return "the parts of the tag stand in the wrong order: language, script, region, variant"
    for kind in ("extlang", "script", "region"):
        if kinds.count(kind) > 1:
            return f"a language tag has only one {_KINDS[kind]}"
    return "a variant stands twice in the tag" if len({*map(str.lower, parts)}) < len(parts) else ""


def _trouble_with_part(language: str, part: str) -> str:
    kind = kind_of(part)
    entry = find(kind, part)
    if entry is None:
        return f"{shown(part)} is no {_KINDS[kind]} in the IANA registry"
    if entry.deprecated:
        return f"the {_KINDS[kind]} {shown(entry.subtag)} is no longer used in language tags"
    if entry.prefixes and language.lower() not in entry.prefixes:
        return f"{shown(part)} can only follow {' or '.join(entry.prefixes)}"
    return ""


def _trouble_with_extensions(parts: list[str]) -> str:
    seen = set()
    for index, part in enumerate(map(str.lower, parts)):
        if len(part) != 1:
            continue
        if part in seen:
            return f"{shown(part)} begins two extensions of the tag"
        if index + 1 == len(parts) or (part != "x" and len(parts[index + 1]) == 1):
            return f"nothing follows {shown(part)} in the tag"
        if part == "x":  # What follows is the user's own, single letters included.
            return ""
        seen.add(part)
    return ""
