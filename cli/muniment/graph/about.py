"""The record about itself: a record of a catalogue (DCAT 3, 6.5), whose topic is the document.

The licence of the metadata is not that of the document, nor is its date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph.terms import LABEL

if TYPE_CHECKING:
    from muniment.graph.sketch import Sketch


def about(sketch: Sketch) -> None:
    """Draw who made the record, when, under which licence, and how far it is."""
    node = sketch.part("record")
    sketch.kind(node, "dcat:CatalogRecord")
    sketch.add(node, "foaf:primaryTopic", sketch.document)
    table = sketch.record.record
    if not table:
        return
    sketch.date(node, "dcterms:created", table.created, "record.created")
    sketch.date(node, "dcterms:modified", table.modified, "record.modified")
    if table.cataloguer:
        cataloguer = sketch.party(table.cataloguer, "record.cataloguer")
        sketch.add(node, "dcterms:creator", cataloguer)
    if table.license:
        sketch.resource(node, "dcterms:license", table.license, "record.license")
    if table.status:
        status = sketch.blank("record.status")
        sketch.add(node, "adms:status", status)
        sketch.kind(status, "skos:Concept")
        sketch.text(status, LABEL, table.status, "record.status")
