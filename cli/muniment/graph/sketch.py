"""The graph of one record while it is drawn: its nodes by name, and the layers of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph import iris
from muniment.graph.terms import LABEL, TYPE, Literal, Node, Object, Triple, dated, iri

if TYPE_CHECKING:
    from muniment.record import Record


class Sketch:
    """Nodes and triples of one record; `document` is the node of what the record describes.

    It is named by `base` and the id; without a base by its page; else it has no IRI. Only below
    `base` are IRIs made: nobody else's web site is ours to name things on.
    """

    def __init__(self, name: str, record: Record, base: str) -> None:
        self.record = record
        self.base = base
        self.triples: list[Triple] = []
        self._id = name
        self._layers: dict[str, list[str]] = {}
        self._parties: dict[str, Node] = {}
        if base:
            self.document = Node(iris.based(base, name))
        elif record.url and iris.is_address(record.url):
            self.document = Node(record.url)
        else:
            self.document = self.blank("document")

    def blank(self, key: str) -> Node:
        """Give a node without an IRI, labelled by a key of the record and by its id.

        The id comes last and the first part has no dot, so that no two of a file are alike.
        """
        return Node(f"{key.replace('.', '-')}.{self._id}", is_blank=True)

    def part(self, name: str) -> Node:
        """Give the node of a part of the document or of its record, with an IRI below the base."""
        return Node(iris.part(self.document.name, name)) if self.base else self.blank(name)

    def add(
        self, subject: Node, predicate: str, thing: Object, *of: str, value: str | None = None
    ) -> None:
        """Add a triple that came from the keys `of`."""
        if value is None:
            blank = isinstance(thing, Node) and thing.is_blank
            value = "" if blank else thing[0]
        self.triples.append(Triple(subject, predicate, thing, value, of))

    def text(self, subject: Node, predicate: str, text: str, *of: str, lang: str = "") -> None:
        """Add a triple with a text."""
        self.add(subject, predicate, Literal(text, lang.lower(), ""), *of)

    def date(self, subject: Node, predicate: str, edtf: str | None, *of: str) -> None:
        """Add a triple with a date, if there is one."""
        if edtf:
            self.add(subject, predicate, dated(edtf), *of)

    def kind(self, node: Node, name: str, *of: str) -> None:
        """Say of what class a node is."""
        self.add(node, TYPE, Node(iri(name)), *of)

    def labelled(self, subject: Node, predicate: str, text: str, *of: str, kind: str = "") -> Node:
        """Add a node without an IRI, which is called by a text, named by the first key."""
        node = self.blank(of[0])
        self.add(subject, predicate, node)
        if kind:
            self.kind(node, kind)
        self.text(node, LABEL, text, *of)
        return node

    def resource(
        self, subject: Node, predicate: str, text: str, *of: str, as_text: str = LABEL
    ) -> Node:
        """Add what an IRI names; what is none, or names the subject itself, is said as text."""
        if iris.is_name(text) and text not in (subject.name, self.document.name):
            node = Node(text)
            self.add(subject, predicate, node, *of)
        else:
            node = self.blank(of[0])
            self.add(subject, predicate, node)
            self.text(node, as_text, text, *of)
        return node

    def party(self, name: str, key: str) -> Node:
        """Give the node of somebody who is named, the same for the same name within a record."""
        node = self._parties.setdefault(name, self.blank(key))
        self.text(node, LABEL, name, key)
        return node

    def know(self, name: str, node: Node) -> None:
        """Let `party` give this node for a name, unless another has that name already."""
        self._parties.setdefault(name, node)

    def layer(self, name: str | None, *of: str) -> Node:
        """Give the node of a layer, the document for the one described or none, and note who asks.

        Rights in another layer, and what happened to it, are never the document's own.
        """
        if name is None:
            return self.document
        self._layers.setdefault(name, []).extend(of)
        return self.document if name == self.record.describes else self.part(name)

    def layers(self) -> dict[str, list[str]]:
        """Give the layers that were asked for, each with the keys that named it."""
        return self._layers
