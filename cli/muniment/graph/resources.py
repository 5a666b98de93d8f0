"""Sources and files: what the document derives from, and what shows a layer of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph import iris
from muniment.graph.terms import Node

if TYPE_CHECKING:
    from muniment.graph.sketch import Sketch
    from muniment.tables import File, Source

_CITATION = "dcterms:bibliographicCitation"


def sources(sketch: Sketch) -> None:
    """Draw each source: its address is the resource, else a node without IRI that is cited."""
    for index, source in enumerate(sketch.record.source):
        _source(sketch, source, f"source.{index}")


def _source(sketch: Sketch, source: Source, key: str) -> None:
    if source.url:
        node = sketch.resource(
            sketch.document,
            "dcterms:source",
            source.url,
            f"{key}.url",
            as_text="dcterms:identifier",
        )
    elif source.citation or source.kind or source.language:
        node = sketch.blank(key)
        sketch.add(sketch.document, "dcterms:source", node)
    else:
        return
    if source.citation:
        sketch.text(node, _CITATION, source.citation, f"{key}.citation")
    if source.kind:
        sketch.text(node, "rico:type", source.kind, f"{key}.kind")
    if source.language:
        sketch.text(node, "dcterms:language", source.language, f"{key}.language")


def files(sketch: Sketch) -> None:
    """Draw each file by its address, with its checksum; where it lies is the institution's own."""
    for index, file in enumerate(sketch.record.file):
        _file(sketch, file, f"file.{index}")


def _file(sketch: Sketch, file: File, key: str) -> None:
    if not (file.url or file.media_type or file.description or file.sha256):
        return
    layer = sketch.layer(file.of, *([f"{key}.of"] if file.of else []))
    if file.url:
        node = sketch.resource(
            layer, "dcterms:hasFormat", file.url, f"{key}.url", as_text="dcterms:identifier"
        )
    else:
        node = sketch.blank(key)
        sketch.add(layer, "dcterms:hasFormat", node)
    sketch.kind(node, "premis:File")
    if file.description:
        sketch.text(node, "dcterms:description", file.description, f"{key}.description")
    if file.media_type:
        known = iris.media_type(file.media_type)
        if known:
            sketch.add(node, "dcterms:format", Node(known), f"{key}.media_type")
        else:
            sketch.labelled(node, "dcterms:format", file.media_type, f"{key}.media_type")
    if file.sha256:
        fixity = sketch.blank(f"{key}.sha256")
        sketch.add(node, "premis:fixity", fixity)
        sketch.kind(fixity, "crypHashFunc:sha256")
        sketch.text(fixity, "rdf:value", file.sha256, f"{key}.sha256")
