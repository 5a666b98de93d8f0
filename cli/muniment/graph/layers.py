"""The layers of a document, and how they come from one another (PROV-O, 3.1: Entity).

A layer that is not the one described is an entity of its own, so that its rights, its holders and
its history hang on it and not on the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph.terms import Node

if TYPE_CHECKING:
    from muniment.graph.sketch import Sketch

ORIGINAL = "original"
_DERIVED = "prov:wasDerivedFrom"
# RiC-O has the item as a Record, and every level above as a Record Set (RiC-CM 1.0, 2.2).
_RECORD = "rico:Record"
_RECORD_SET = "rico:RecordSet"


def document(sketch: Sketch) -> None:
    """Say what the document is: an entity, a record or a set of records, and on which level."""
    node = sketch.document
    sketch.kind(node, "prov:Entity")
    if level := sketch.record.level:
        sketch.kind(node, _RECORD if level == "item" else _RECORD_SET)
        sketch.text(node, "rico:type", level, "level")
    if sketch.record.describes:
        sketch.layer(sketch.record.describes, "describes")


def derivations(sketch: Sketch) -> None:
    """Say of all layers that were met which they are, and what they come from: drawn last.

    Whatever is not the original comes from it, be it by other layers. Where the record does not
    say which layer it describes, or no original was met, they are of the same thing.
    """
    here = sketch.record.describes
    met = sketch.layers()
    nodes = {name: sketch.layer(name) for name in met}
    for name, node in nodes.items():
        if name != here:
            sketch.kind(node, "prov:Entity")
        sketch.text(node, "rico:type", name, *met[name])
    original = nodes.get(ORIGINAL)
    for name, node in nodes.items():
        if original and name != ORIGINAL:
            sketch.add(node, _DERIVED, original)
        if node != sketch.document and (here is None or original is None):
            sketch.add(sketch.document, "prov:alternateOf", node)


def original(sketch: Sketch) -> Node:
    """Give the node of the original, which is the document itself where that is described."""
    return sketch.layer(ORIGINAL)
