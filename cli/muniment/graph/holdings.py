"""Who holds the original or a copy, by RiC-O: what an archive holds is an instantiation of a layer.

Each archive has one of its own, so that a reference stays with the archive that it is of. The
citation of it is the crosswalk's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph.agents import identified
from muniment.graph.layers import ORIGINAL
from muniment.graph.terms import LABEL, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.dublincore import Statement
    from muniment.graph.sketch import Sketch
    from muniment.tables import OriginalArchive

_CITATION = "dcterms:bibliographicCitation"


def holdings(sketch: Sketch, statements: Sequence[Statement]) -> None:
    """Draw each archive, what it holds, and how the document stands to that."""
    said = {
        ".".join(statement.of[0].split(".")[:2]): statement
        for statement in statements
        if statement.of[0].startswith("original_archive.")
    }
    for index, archive in enumerate(sketch.record.original_archive):
        key = f"original_archive.{index}"
        holding = sketch.blank(f"holding.{index}")
        layer = _layer(sketch, archive, key)
        sketch.kind(holding, "rico:Instantiation")
        sketch.add(holding, "rico:isOrWasInstantiationOf", layer)
        if statement := said.get(key):
            if statement.term != "bibliographicCitation" and layer != sketch.document:
                sketch.add(sketch.document, f"dcterms:{statement.term}", holding)
            sketch.text(holding, _CITATION, statement.value, *statement.of)
            if layer == sketch.document:
                sketch.text(layer, _CITATION, statement.value, *statement.of)
        _references(sketch, archive, holding, key)
        _holder(sketch, archive, holding, key)


def _layer(sketch: Sketch, archive: OriginalArchive, key: str) -> Node:
    of = (f"{key}.holds",) if archive.holds else ()
    return sketch.layer("copy" if archive.holds == "copy" else ORIGINAL, *of)


def _references(sketch: Sketch, archive: OriginalArchive, holding: Node, key: str) -> None:
    if archive.reference:
        of = [f"{key}.reference.{at}" for at in range(len(archive.reference))]
        sketch.text(holding, "rico:identifier", ", ".join(archive.reference), *of)
    for at, reference in enumerate(archive.former_reference):
        node = sketch.blank(f"{key}.former_reference.{at}")
        kind = sketch.blank("former-reference")
        sketch.add(holding, "rico:hasOrHadIdentifier", node)
        sketch.kind(node, "rico:Identifier")
        sketch.text(node, "rico:textualValue", reference, f"{key}.former_reference.{at}")
        sketch.add(node, "rico:hasIdentifierType", kind)
        sketch.kind(kind, "rico:IdentifierType")
        sketch.text(kind, LABEL, "former reference", lang="en")


def _holder(sketch: Sketch, archive: OriginalArchive, holding: Node, key: str) -> None:
    of = [f"{key}.uri.{at}" for at in range(len(archive.uri))]
    if not (archive.name or archive.siglum or archive.country or of):
        return
    node = identified(sketch, archive.uri, key, of)
    named_by = [key for key, uri in zip(of, archive.uri, strict=True) if uri == node.name]
    sketch.add(holding, "rico:hasOrHadHolder", node, *named_by)
    if archive.name:
        sketch.know(archive.name, node)
        sketch.text(node, LABEL, archive.name, f"{key}.name")
    if archive.siglum:
        label = "skos:altLabel" if archive.name else LABEL
        sketch.text(node, label, archive.siglum, f"{key}.siglum")
    if archive.country:
        address = sketch.blank(f"{key}.country")
        sketch.add(node, "schema:address", address)
        sketch.kind(address, "schema:PostalAddress")
        sketch.text(address, "schema:addressCountry", archive.country, f"{key}.country")
    if archive.as_of:
        held = sketch.blank(f"{key}.as_of")
        sketch.kind(held, "rico:RecordResourceHoldingRelation")
        sketch.add(held, "rico:relationHasSource", node)
        sketch.add(held, "rico:relationHasTarget", holding)
        sketch.date(held, "rico:date", archive.as_of, f"{key}.as_of")
