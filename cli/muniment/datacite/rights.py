"""Rights for DataCite: the layer that speaks first, each statement, its URI, its SPDX name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dublincore.statement import URI, is_uri
from muniment.elements import Leaf, is_any_uri
from muniment.vocabularies import rights as rights_vocabulary
from muniment.vocabularies import spdx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement

_TERMS = frozenset({"rights", "license", "accessRights"})


def rights(statements: Sequence[Statement]) -> Iterator[Leaf]:
    """Yield each statement of rights; a holder is a contributor (16).

    The URI is the canonical one, with http, which is what a licence is called by; DataCite's own
    examples have the address of its page.
    """
    said = (each for each in statements if each.term in _TERMS)
    for index, each in enumerate(said):
        path = ("rightsList", f"rights#{index}")
        if each.scheme == URI and is_uri(each.value) and is_any_uri(each.value):
            yield Leaf((*path, "@rightsURI"), each.value, each.of)
            if short := spdx.identifier(each.value):
                yield Leaf((*path, "@rightsIdentifier"), short)
                yield Leaf((*path, "@rightsIdentifierScheme"), "SPDX")
                yield Leaf((*path, "@schemeURI"), spdx.BASE)
            label = rights_vocabulary.label(each.value)
            yield Leaf(path, label or each.value, () if label else each.of)
        else:
            yield Leaf(path, each.value, each.of)
