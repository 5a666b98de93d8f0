"""What PREMIS has everywhere: identifiers in two parts, words of a vocabulary, links by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.elements import Leaf
from muniment.vocabularies import identifier_schemes as schemes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.vocabularies.preservation import Term

LOCAL = "local"


def identified(
    path: tuple[str, ...], value: str, of: tuple[str, ...] = (), kind: str = LOCAL
) -> Iterator[Leaf]:
    """Yield an identifier, named as the last step of its path: its type, and its value."""
    name = path[-1].partition("#")[0]
    yield Leaf((*path, f"{name}Type"), kind)
    yield Leaf((*path, f"{name}Value"), value, of)


def kind_of(text: str) -> str:
    """Give the type of an identifier that the record has: DOI, ARK, Handle, URN, URI, or local."""
    return {"URL": "URI"}.get(kind := schemes.kind(text), kind) or LOCAL


def word(path: tuple[str, ...], term: Term, of: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Yield a word, with its authority where it is of a vocabulary."""
    yield Leaf(path, term.text, of)
    if term.code:
        yield Leaf((*path, "@authority"), term.vocabulary)
        yield Leaf((*path, "@authorityURI"), term.vocabulary_uri)
        yield Leaf((*path, "@valueURI"), term.uri)


def linked(
    path: tuple[str, ...], record: Record, name: str, layer: str | None, of: str
) -> Iterator[Leaf]:
    """Yield the link to the layer that something is about, or else to the document.

    What names no layer is about the one that the record describes. `of` is the key that names it.
    """
    found = layer or record.describes
    key = of if layer else "describes"
    to = (*path, "linkingObjectIdentifier")
    if found:
        yield from identified(to, f"{name}/{found}", (key,))
    else:
        yield from identified(to, name)
