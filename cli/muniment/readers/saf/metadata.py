"""The values in one file of metadata: `dublin_core.xml`, or `metadata_<schema>.xml`.

The parser is expat, which tells lines and columns; it loads nothing, and entities are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from muniment.errors import MunimentError
from muniment.finding import Place
from muniment.guarded import Guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEEPEST, _MOST_VALUES = 20, 10_000
_NONE = ("", "none", "*")


class Value(NamedTuple):
    """A value, its field `schema.element.qualifier`, its language as it is written, its place.

    It has no place where it stands in another file than the one that a draft is of.
    """

    field: str
    value: str
    lang: str = ""
    place: Place | None = None


def values(content: bytes, name: str, schema: str) -> tuple[list[Value], Place]:
    """Give the values of a file, and where its root stands; `name` is what an error calls it.

    `schema` is the one that the file's name says: the root may say another. Raises MunimentError
    with the line where the XML is wrong.
    """
    return _Reading(name, schema).read(content)


class _Reading(Guarded):
    def __init__(self, name: str, schema: str) -> None:
        super().__init__(name)
        self._schema = schema
        self._values: list[Value] = []
        self._depth = 0
        self._root = Place(1, 1, 1, 1)
        self._now: Value | None = None
        self._pieces: list[str] = []

    def read(self, content: bytes) -> tuple[list[Value], Place]:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise self._ill_formed(error) from None
        except (LookupError, ValueError) as error:
            raise MunimentError(f"{self.name}: cannot be read: {error}") from None
        return self._values, self._root

    def _entity(self, name: str, *_: object) -> None:
        raise self._wrong(f"has to do with the entity {name[:40]}: entities are not read")

    _skipped_entity = _entity

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(f"elements stand in one another over {_DEEPEST} deep")
        if self._depth == 1:
            if tag != "dublin_core":
                raise self._wrong(f"has <{tag[:40]}> at its root, not <dublin_core>")
            self._root = self._here()
            self._schema = attributes.get("schema", "").strip() or self._schema
        elif self._depth == 2 and tag == "dcvalue":
            self._now = self._begun(attributes)
            self._pieces = []

    def _begun(self, attributes: Mapping[str, str]) -> Value:
        element, qualifier, lang = (
            attributes.get(key, "").strip() for key in ("element", "qualifier", "language")
        )
        if not element:
            raise self._wrong("a <dcvalue> has no element")
        if len(self._values) >= _MOST_VALUES:
            raise self._wrong(f"an item has over {_MOST_VALUES:,} values, so it is none")
        field = ".".join([self._schema, element, *([qualifier] if qualifier not in _NONE else [])])
        return Value(field, "", "" if lang in _NONE else lang, self._here())

    def _characters(self, text: str) -> None:
        if self._now:
            self._pieces.append(text)

    def _end(self, tag: str) -> None:  # noqa: ARG002
        if self._depth == 2 and self._now:
            here, now = self._here(), self._now
            place = now.place or here
            place = place._replace(end_line=here.line, end_column=here.column)
            if text := "".join(self._pieces).strip():
                self._values.append(now._replace(value=text, place=place))
            self._now = None
        self._depth -= 1
