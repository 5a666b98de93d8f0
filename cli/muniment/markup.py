"""XML as formats write it: one record is a document, several stand below one root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from muniment.errors import CannotCarryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_LOCATION = f"{{{XSI}}}schemaLocation"
XSI_TYPE = f"{{{XSI}}}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def add(
    above: etree._Element, tag: str, text: str, of: tuple[str, str], lang: str = ""
) -> etree._Element:
    """Add an element with a text below another, on a line of its own.

    `of` is the id of the record and the key that the text came from. Raises CannotCarryError where
    it has characters that XML 1.0 has no way to write (2.2).
    """
    element = etree.SubElement(above, tag)
    element.tail = "\n  "
    try:
        element.text = text
    except ValueError:
        raise CannotCarryError(
            *of, "holds a control character, which XML has no way to write"
        ) from None
    if lang:
        element.set(LANG, lang)
    return element


def serialized(root: etree._Element) -> bytes:
    """Give an element whose children `add` added as bytes, with a line end behind."""
    root.text = "\n  "
    if len(root):
        root[-1].tail = "\n"
    return etree.tostring(root, encoding="utf-8") + b"\n"


def together(documents: Iterable[bytes]) -> Iterator[bytes]:
    """Put one record alone into a file, and several into a `records` element without namespace."""
    waiting = iter(documents)
    first = next(waiting, None)
    second = next(waiting, None)
    yield DECLARATION
    if first and not second:
        yield first
        return
    yield b"<records>\n"
    yield from (document for document in (first, second) if document)
    yield from waiting
    yield b"</records>\n"
