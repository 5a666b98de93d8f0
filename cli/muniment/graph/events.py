"""Custody and making by PROV-O: each event is an activity, on the layer that it is of.

The date is dcterms:date, because prov:startedAtTime takes only what is exact to the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph.layers import original
from muniment.graph.terms import LABEL, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.dublincore import Statement
    from muniment.graph.sketch import Sketch
    from muniment.tables import Event

# The making of a layer, which begins to exist; what else happens finds it there.
_MADE = {
    "copying": "copy",
    "transcription": "transcription",
    "translation": "translation",
    "digitization": "digitization",
}


def events(sketch: Sketch, statements: Sequence[Statement]) -> None:
    """Draw the events, and hang the crosswalk's sentence of custody on the layer that it is of."""
    custody = {
        ".".join(statement.of[0].split(".")[:2]): statement
        for statement in statements
        if statement.term == "provenance"
    }
    for index, event in enumerate(sketch.record.provenance):
        key = f"provenance.{index}"
        layer = sketch.layer(event.of, *([f"{key}.of"] if event.of else []))
        if statement := custody.get(key):
            node = sketch.blank(f"custody.{index}")
            sketch.add(layer, "dcterms:provenance", node)
            sketch.kind(node, "dcterms:ProvenanceStatement")
            sketch.text(node, LABEL, statement.value, *statement.of)
        _event(sketch, event, layer, key)


def _event(sketch: Sketch, event: Event, layer: Node, key: str) -> None:
    node = sketch.blank(key)
    sketch.kind(node, "prov:Activity")
    if event.activity:
        sketch.text(node, "dcterms:type", event.activity, f"{key}.activity")
    _effect(sketch, event, layer, node)
    sketch.date(node, "dcterms:date", event.date, f"{key}.date")
    for at, name in enumerate(event.agent):
        agent = sketch.party(name, f"{key}.agent.{at}")
        sketch.add(node, "prov:wasAssociatedWith", agent)
    for role, names in (("from", event.from_), ("to", event.to)):
        for at, name in enumerate(names):
            _association(sketch, node, name, role, f"{key}.{role}.{at}")
    if event.place:
        of = f"{key}.place"
        sketch.labelled(node, "prov:atLocation", event.place, of, kind="prov:Location")
    if event.evidence:
        # What speaks of the event; it need not be where the record has it from.
        sketch.resource(
            node,
            "dcterms:isReferencedBy",
            event.evidence,
            f"{key}.evidence",
            as_text="dcterms:bibliographicCitation",
        )
    if event.note:
        sketch.text(node, "dcterms:description", event.note, f"{key}.note")


def _effect(sketch: Sketch, event: Event, layer: Node, node: Node) -> None:
    """Say whether the layer came to be by the event, or was there before."""
    made = _MADE.get(event.activity or "")
    which = event.of or sketch.record.describes
    if event.activity == "creation" or (made and made == which):
        sketch.add(node, "prov:generated", layer)
        if made:
            sketch.add(node, "prov:used", original(sketch))
    elif made and which is None:
        # It made the document, or something of it.
        sketch.add(layer, "prov:wasInfluencedBy", node)
    else:
        sketch.add(node, "prov:used", layer)


def _association(sketch: Sketch, event: Node, name: str, role: str, key: str) -> None:
    """Draw who gave and who received: a part in the event, in a role (PROV-O, 3.3)."""
    agent = sketch.party(name, key)
    sketch.add(event, "prov:wasAssociatedWith", agent)
    association = sketch.blank(f"association.{key}")
    sketch.add(event, "prov:qualifiedAssociation", association)
    sketch.kind(association, "prov:Association")
    sketch.add(association, "prov:agent", agent)
    # The role is the same for all of a record.
    node = sketch.blank(f"role-{role}")
    sketch.add(association, "prov:hadRole", node)
    sketch.kind(node, "prov:Role")
    sketch.text(node, LABEL, role, lang="en")
