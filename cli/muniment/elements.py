"""XML that nests: each value with its way down from the root, and the keys that it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from muniment.errors import CannotCarryError
from muniment.markup import LANG, XSI_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

_ANY_URI = re.compile(r"(?:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`%\s]|%[0-9A-Fa-f]{2})+")
_ATTRIBUTES = {"xml:lang": LANG, "xsi:type": XSI_TYPE}


class Leaf(NamedTuple):
    """A text of an element, or of an attribute of one, and where it stands.

    `path` names the elements from the root down, `("titles", "title#1")`; what follows `#` only
    tells elements of one name apart. A last step with `@` is an attribute. `of` is empty where
    the format itself asks for the value.
    """

    path: tuple[str, ...]
    value: str
    of: tuple[str, ...] = ()


def grown(root: etree._Element, leaves: Iterable[Leaf], record: str) -> etree._Element:
    """Put leaves below a root, each element in the place of its first leaf, and give the root.

    The elements are in the namespace of the root. `record` is an id, for CannotCarryError, which
    is raised where a text has characters that XML 1.0 has no way to write (2.2).
    """
    namespace = f"{{{etree.QName(root).namespace}}}"
    made: dict[tuple[str, ...], etree._Element] = {(): root}

    def element(path: tuple[str, ...]) -> etree._Element:
        if path not in made:
            name = path[-1].partition("#")[0]
            made[path] = etree.SubElement(element(path[:-1]), namespace + name)
        return made[path]

    for leaf in leaves:
        *above, last = leaf.path
        try:
            if last.startswith("@"):
                name = last[1:]
                element(tuple(above)).set(_ATTRIBUTES.get(name, name), leaf.value)
            else:
                element(leaf.path).text = leaf.value
        except ValueError:
            why = "holds a control character, which XML has no way to write"
            raise CannotCarryError(record, leaf.of[0] if leaf.of else "id", why) from None
    return root


def written(root: etree._Element) -> bytes:
    """Give an element as bytes, each element below on a line of its own, a line end behind."""
    etree.indent(root, space="  ")
    return etree.tostring(root, encoding="utf-8") + b"\n"


def is_any_uri(text: str) -> bool:
    """Tell whether a text may stand where a schema asks for a URI (XML Schema 2, xs:anyURI).

    A relative one may, so that nearly any text does that has no blanks.
    """
    from urllib.parse import urlsplit

    if not _ANY_URI.fullmatch(text):
        return False
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True
