"""Custody in a sentence: dcterms:provenance holds who had a document, not who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dublincore.statement import Statement

if TYPE_CHECKING:
    from muniment.tables import Event

# Events that changed who holds a document: dcterms:provenance is custody, not making.
CUSTODY = frozenset({"transfer", "accession", "custody", "acquisition"})


def custody(event: Event, key: str) -> Statement:
    """Put an event of custody into words: `Transfer of the original, 1995, from A to B. Note.`"""
    of = [f"{key}.activity"]
    said = (event.activity or "").capitalize()
    for name, words, values in (
        ("of", " of the {}", (event.of,)),
        ("date", ", {}", (event.date,)),
        ("agent", ", by {}", event.agent),
        ("from", ", from {}", event.from_),
        ("to", ", to {}", event.to),
        ("place", ", {}", (event.place,)),
        ("note", ". {}", (event.note,)),
        ("evidence", ". Evidence: {}", (event.evidence,)),
    ):
        present = [value for value in values if value]
        if present:
            # Two dots are those of a date that has no end.
            said = (said if said.endswith("..") else said.removesuffix(".")) + words.format(
                "; ".join(present)
            )
            several = name in ("agent", "from", "to")
            of += (
                [f"{key}.{name}.{at}" for at in range(len(present))]
                if several
                else [f"{key}.{name}"]
            )
    return Statement("provenance", said if said.endswith(".") else f"{said}.", tuple(of))
