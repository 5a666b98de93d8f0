"""XML as others send it, read as a stream: without entities, and with the place of each fault.

Expat opens nothing by itself, neither a file nor an address; an entity, which could stand for a
gigabyte, is refused where it is declared, and where it is only used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from muniment.errors import MunimentError
from muniment.finding import Place

if TYPE_CHECKING:
    from collections.abc import Mapping


class Guarded:
    """A parser of one document, which `name` is what an error calls; who reads it overrides this.

    `_start`, `_end` and `_characters` are told of elements and texts in their order.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._skipped_entity

    def _let_go(self) -> None:
        """Part the parser from what it calls, so that both go at once, and not when asked for."""
        self._parser.StartElementHandler = None
        self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = None
        self._parser.EntityDeclHandler = None
        self._parser.SkippedEntityHandler = None

    def _here(self) -> Place:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return Place(line, column, line, column)

    def _wrong(self, what: str) -> MunimentError:
        return MunimentError(f"{self.name}: line {self._parser.CurrentLineNumber}: {what}")

    def _ill_formed(self, error: expat.ExpatError) -> MunimentError:
        reason = expat.errors.messages.get(error.code, str(error))
        return MunimentError(
            f"{self.name}: line {error.lineno}, column {error.offset + 1}: is not well-formed "
            f"XML: {reason}"
        )

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        raise NotImplementedError

    def _end(self, tag: str) -> None:
        raise NotImplementedError

    def _characters(self, text: str) -> None:
        raise NotImplementedError

    def _entity(self, name: str, *_: object) -> None:
        raise self._wrong(f"declares the entity {name[:40]}: entities are not read")

    def _skipped_entity(self, name: str, *_: object) -> None:
        raise self._wrong(f"has the entity &{name[:40]};, which is declared elsewhere, if at all")
