"""The graph of a record: the crosswalk's statements as RDF, with rights, custody and making.

One graph, which each format only spells: Turtle, RDF/XML and JSON-LD are the same by construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph.about import about
from muniment.graph.agents import creators, headings
from muniment.graph.description import access, collection, describe
from muniment.graph.events import events
from muniment.graph.holdings import holdings
from muniment.graph.layers import derivations, document
from muniment.graph.resources import files, sources
from muniment.graph.rights import rights
from muniment.graph.sketch import Sketch
from muniment.graph.terms import PREFIXES, TYPE, Literal, Node, Object, Triple, iri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record

__all__ = ("PREFIXES", "TYPE", "Literal", "Node", "Object", "Triple", "distinct", "drawn", "iri")


def drawn(
    name: str,
    record: Record,
    above: Record | None,
    statements: Sequence[Statement],
    base: str = "",
) -> list[Triple]:
    """Give the triples of a record without what is private, those of a node together.

    `name` is its id, `above` the record of the level above, `statements` what the crosswalk says,
    `base` the address below which IRIs are made. Raises MunimentError where that is none.
    """
    sketch = Sketch(name, record, base.strip())
    document(sketch)
    creators(sketch)
    describe(sketch, statements)
    headings(sketch)
    sources(sketch)
    holdings(sketch, statements)
    collection(sketch, above)
    files(sketch)
    access(sketch, statements)
    rights(sketch)
    events(sketch, statements)
    about(sketch)
    derivations(sketch)
    return _ordered(sketch.triples)


def _ordered(triples: list[Triple]) -> list[Triple]:
    """Put together what is said of a node, its class first, and the values of each predicate."""
    nodes: dict[Node, int] = {}
    predicates: dict[tuple[Node, str], int] = {}
    for at, triple in enumerate(triples):
        nodes.setdefault(triple.subject, at)
        first = -1 if triple.predicate == TYPE else at
        predicates.setdefault((triple.subject, triple.predicate), first)
    return sorted(
        triples,
        key=lambda each: (nodes[each.subject], predicates[each.subject, each.predicate]),
    )


def distinct(triples: Sequence[Triple]) -> list[Triple]:
    """Give each triple of a graph once: two keys may say the same."""
    seen: dict[tuple[Node, str, Object], Triple] = {}
    for triple in triples:
        seen.setdefault(triple[:3], triple)
    return list(seen.values())
