"""The graph of a record as Turtle, which people read and triple stores load.

DCMI Metadata Terms (2020), with the rights of each layer on the layer, PREMIS 3 for what they rest
on, RiC-O for who holds the original, and PROV-O for custody and making. With `base_url`, records
have IRIs below it, and relations among them are links; without it, what a record describes is
named by its page, and else by nothing. Several records in one file have one head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph import PREFIXES, Triple, drawn
from muniment.graph.oxigraph import turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.formats import Document, ExportSettings, Item

_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()).encode()


def carried(document: Document, settings: ExportSettings) -> list[Triple]:
    """Give the triples of a record. Raises MunimentError where base_url is no address."""
    base = settings.options.get("base_url", "")
    return drawn(document.id, document.record, document.above, document.statements, base)


def files(
    items: Iterable[Item[Triple]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.ttl` for each record, or `records.ttl` with all of them."""
    if settings.single:
        yield "records.ttl", _document(items)
    else:
        for item in items:
            yield f"{item.id}.ttl", _document([item])


def _document(items: Iterable[Item[Triple]]) -> Iterator[bytes]:
    yield _HEAD
    for item in items:
        yield b"\n" + turtle(item.carried)
