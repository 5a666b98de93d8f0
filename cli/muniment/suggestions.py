"""Words that an answer may begin: of the vocabularies, and the names that records here have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from muniment import catalogue, listing
from muniment.vocabularies import countries, dcmi_types, relators, subtags

if TYPE_CHECKING:
    from muniment.outline import Key, PlainPath

# The names of so many records say enough of how a collection calls things.
_MOST_RECORDS = 2_000
_PEOPLE = "people"
# Keys whose names are of one kind: whoever wrote one letter may have translated another.
_KINDS: dict[PlainPath, str] = {
    ("creator", "name"): _PEOPLE,
    ("contributor", "name"): _PEOPLE,
    ("provenance", "agent"): _PEOPLE,
    ("rights", "holder"): "holders",
    ("rights", "contact", "name"): "contacts",
    ("rights", "contact", "email"): "addresses",
    ("original_archive", "name"): "archives",
    ("original_archive", "siglum"): "sigla",
    ("publisher",): "publishers",
    ("subject",): "subjects",
    ("spatial",): "places",
    ("genre",): "genres",
    ("format",): "formats",
    ("extent",): "extents",
    ("record", "cataloguer"): "cataloguers",
    ("part_of",): "collections",
}


class Suggestions:
    """What may be suggested for a key; the records of `folder` are read when first asked about."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._names: dict[str, Counter[str]] | None = None

    def of(self, key: Key) -> dict[str, str]:
        """Give the words for a key, each with what it stands for; names the most used first."""
        if key.choices:
            return {str(choice): "" for choice in key.choices}
        words = _vocabulary(key.path)
        kind = _KINDS.get(key.path)
        if words or kind is None:
            return words
        if self._names is None:
            self._names = _used(self._folder)
        return {name: "" for name, _ in self._names.get(kind, Counter()).most_common()}


def _vocabulary(path: PlainPath) -> dict[str, str]:
    name = path[-1]
    if path == ("type",):
        return dcmi_types.MEANINGS
    if name == "role":
        return relators.terms()
    if name in ("country", "jurisdiction"):
        return countries.names()
    if name in ("language", "lang"):
        return {tag: language for language, tag in subtags.common_languages().items()}
    return {}


def _used(folder: str) -> dict[str, Counter[str]]:
    """Read the names in the records of a folder, by their kind."""
    found: dict[str, Counter[str]] = {}
    try:
        files = listing.listing([folder]).files[:_MOST_RECORDS]
    except OSError:
        files = []
    for path in files:
        try:
            data = catalogue.load(path).pruned.data
        except OSError:
            continue
        for key, kind in _KINDS.items():
            found.setdefault(kind, Counter()).update(_texts(data, key))
    return found


def _texts(value: Any, path: PlainPath) -> set[str]:
    if isinstance(value, list):
        return {text for item in value for text in _texts(item, path)}
    if isinstance(value, dict):
        inner = value.get(path[0]) if path else value.get("name")
        return _texts(inner, path[1:])
    return {value} if isinstance(value, str) and not path else set()
