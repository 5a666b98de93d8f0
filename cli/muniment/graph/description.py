"""What the crosswalk says of the document, by DCMI Metadata Terms of 2020: literals and resources.

Terms with the range of literals get literals. For the others a resource is recommended: where the
record has no URI, a node without one, called by the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment import dates
from muniment.dublincore.statement import DCMI_TYPE, LANGUAGE, MEDIA_TYPE, URI
from muniment.graph import iris
from muniment.graph.terms import LABEL, Node, iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.dublincore import Statement
    from muniment.graph.sketch import Sketch
    from muniment.record import Record

# The range of these is a literal; description has none, and its values are words.
_LITERALS = frozenset(
    {"title", "alternative", "identifier", "bibliographicCitation", "description"}
)
_DATES = frozenset({"date", "created", "issued", "modified", "valid", "available"})
_CLASSES = {
    "medium": "dcterms:PhysicalMedium",
    "extent": "dcterms:SizeOrDuration",
    "temporal": "dcterms:PeriodOfTime",
}
# What is drawn from the record itself, with parts that a statement does not have.
_ELSEWHERE = frozenset(
    {
        *("creator", "contributor", "publisher", "subject", "spatial", "source", "part_of"),
        *("original_archive", "rights", "access", "provenance"),
    }
)
# An id, as those of records are: small letters, with hyphens, and no number of another archive.
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_LONGEST_ID = 200


def describe(sketch: Sketch, statements: Iterable[Statement]) -> None:
    """Draw the statements of the crosswalk that are whole by themselves."""
    for statement in statements:
        root = statement.of[0].partition(".")[0]
        if root == "relation":
            _relate(sketch, statement)
        elif root not in _ELSEWHERE and not (root == "notice" and statement.term == "rights"):
            _say(sketch, statement)
    record = sketch.record
    if record.url and record.url != sketch.document.name and iris.is_address(record.url):
        sketch.add(sketch.document, "foaf:page", Node(record.url), "url")


def _say(sketch: Sketch, statement: Statement) -> None:
    node, predicate, value = sketch.document, f"dcterms:{statement.term}", statement.value
    if statement.term in _DATES or (statement.term == "temporal" and not dates.fault(value)):
        sketch.date(node, predicate, value, *statement.of)
    elif statement.term in _LITERALS or statement.scheme == LANGUAGE:
        # A language may be a literal if it is a tag of BCP 47 (DCMI Terms, language).
        sketch.text(node, predicate, value, *statement.of, lang=statement.lang)
    elif statement.scheme == DCMI_TYPE:
        sketch.add(node, predicate, Node(iri(f"dcmitype:{value}")), *statement.of)
    elif statement.scheme == MEDIA_TYPE and (known := iris.media_type(value)):
        sketch.add(node, predicate, Node(known), *statement.of)
    elif statement.scheme == URI:
        sketch.resource(node, predicate, value, *statement.of)
    else:
        kind = _CLASSES.get(statement.term, "")
        sketch.labelled(node, predicate, value, *statement.of, kind=kind)


def _relate(sketch: Sketch, statement: Statement) -> None:
    """Tie the document to another: a resource of the web, a record here by its id, or a text."""
    predicate, value = f"dcterms:{statement.term}", statement.value
    if len(value) <= _LONGEST_ID and _ID.fullmatch(value):
        _record_here(sketch, predicate, value, *statement.of)
    else:
        sketch.resource(
            sketch.document,
            predicate,
            value,
            *statement.of,
            as_text="dcterms:bibliographicCitation",
        )


def collection(sketch: Sketch, above: Record | None) -> None:
    """Tie the document to the collection that it is part of, by its id, its page and its title.

    `above` is the record of the level above, as far as it may be shown.
    """
    parent = sketch.record.part_of
    if not parent:
        return
    page = above.url if above and above.url and iris.is_address(above.url) else None
    node = _record_here(sketch, "dcterms:isPartOf", parent, "part_of", page=page)
    if above and above.title and above.title.text:
        lang = above.title.lang or ""
        sketch.text(node, "dcterms:title", above.title.text, "part_of", lang=lang)
    if page and page != node.name:
        sketch.add(node, "foaf:page", Node(page), "part_of")


def _record_here(
    sketch: Sketch, predicate: str, name: str, *of: str, page: str | None = None
) -> Node:
    """Tie the document to what another record here describes, by the IRI that it has there."""
    if sketch.base:
        node = Node(iris.based(sketch.base, name))
    else:
        node = Node(page) if page else sketch.blank(of[0])
    if node == sketch.document:
        node = sketch.blank(of[0])
    sketch.add(sketch.document, predicate, node, *(() if node.is_blank else of))
    sketch.text(node, "dcterms:identifier", name, *of)
    return node


def access(sketch: Sketch, statements: Iterable[Statement]) -> None:
    """Draw who may see the document, until when, and on what that rests."""
    table = sketch.record.access
    if not table:
        return
    node = sketch.blank("access")
    said = [each for each in statements if each.term == "accessRights"]
    for statement in said:
        sketch.text(node, LABEL, statement.value, *statement.of)
    if table.basis:
        # PREMIS 3: what a status rests on; that it is a law need not be so.
        basis = sketch.blank("access.basis")
        sketch.add(node, "premis:basis", basis)
        sketch.kind(basis, "premis:RightsBasis")
        sketch.text(basis, LABEL, table.basis, "access.basis")
    if said or table.basis:
        sketch.add(sketch.document, "dcterms:accessRights", node)
        sketch.kind(node, "dcterms:RightsStatement")
    if table.status == "embargoed":
        sketch.date(sketch.document, "dcterms:available", table.until, "access.until")
