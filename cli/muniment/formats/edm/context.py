"""Whom and what an object is about, where they have a URI: agents, places and concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.formats.edm.part import Part, is_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement

CLASSES = {
    "creator": "edm:Agent",
    "contributor": "edm:Agent",
    "publisher": "edm:Agent",
    "spatial": "edm:Place",
    "subject": "skos:Concept",
}
_ORDER = tuple(dict.fromkeys(CLASSES.values()))


class Context:
    """The names of one record that have a URI, and the resources that stand for them.

    A resource that is named twice, as a creator and a subject, is written once, as what it was
    first.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._uris: dict[str, list[Statement]] = {}
        self._classes: dict[str, str] = {}
        self._labels: dict[str, dict[str, list[str]]] = {}
        self._same: dict[str, dict[str, list[str]]] = {}
        named = [each for each in statements if each.term in CLASSES]
        for each in named:
            if each.scheme and is_reference(each.value):
                self._uris.setdefault(table(each), []).append(each)
        self._names = {table(each) for each in named if not each.scheme}
        for each in named:
            uris = self._uris.get(table(each))
            if uris and table(each) in self._names:
                self._add(each, uris[0].value)

    def uri(self, statement: Statement) -> Statement | None:
        """Give the statement of the URI by which the name, or the URI, of `statement` is said."""
        return next(iter(self._uris.get(table(statement), ())), None)

    def is_name(self, statement: Statement) -> bool:
        """Whether a statement has the name of its table, or what stands where a name should."""
        return not statement.scheme or table(statement) not in self._names

    def parts(self) -> Iterator[Part]:
        """Yield each resource with its names and its other URIs."""
        for kind in _ORDER:
            for uri in (uri for uri, own in self._classes.items() if own == kind):
                yield Part(kind, uri)
                for at, (label, of) in enumerate(self._labels[uri].items()):
                    # One label is preferred (SKOS, S14).
                    yield Part("skos:altLabel" if at else "skos:prefLabel", label, tuple(of))
                tag = "skos:exactMatch" if kind == "skos:Concept" else "owl:sameAs"
                for other, of in self._same[uri].items():
                    yield Part(tag, other, tuple(of), is_uri=True)

    def _add(self, statement: Statement, uri: str) -> None:
        if uri not in self._classes:
            self._classes[uri] = CLASSES[statement.term]
            self._labels[uri], self._same[uri] = {}, {}
        if not statement.scheme:
            self._labels[uri].setdefault(statement.value, []).extend(statement.of)
        elif statement.value != uri and is_reference(statement.value):
            self._same[uri].setdefault(statement.value, []).extend(statement.of)


def table(statement: Statement) -> str:
    """Give the key of the table that a name or a URI is from: `creator.0`."""
    return ".".join(statement.of[0].split(".")[:2])
