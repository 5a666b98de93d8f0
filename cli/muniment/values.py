"""What a value of a record may be: a date, a language, a name; and how a key is declared.

What is wrong with a value is said by the vocabularies and by `dates`; here it becomes a type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from muniment import unplugged  # noqa: F401 - before Pydantic

# isort: split
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    Strict,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from muniment import dates, identifiers
from muniment.vocabularies import Fault, countries, dcmi_types, languages, relators

if TYPE_CHECKING:
    from collections.abc import Callable


class Patience:
    """What is remembered of the wrong values of the record that is being read.

    `left` is how many more are explained: what was meant is costly to find. In `aside`, if there is
    such a list, a value that stands alone is noted with its fault, and left out of the record: that
    is cheaper than to refuse the record, and to read it again without the value.
    """

    MOST = 100
    left = MOST
    aside: list[tuple[object, Fault]] | None = None


_MOST_REMEMBERED = 4_000


class Known(dict[object, str | None]):
    """A type of text: what is right of it, as far as it was met, and a check of what was not.

    To look one up is one call, which is not of Python; a list has no place in it (TypeError).
    `prepared` may first make a text of another value. `alone` is false for a type of the items of a
    list, which cannot be left out so easily.
    """

    def __init__(
        self,
        fault: Callable[[str], Fault | None],
        prepared: Callable[[object], object] | None,
        *,
        alone: bool,
    ) -> None:
        self._fault = fault
        self._prepared = prepared
        self._alone = alone
        self._wrong: dict[str, Fault] = {}

    def __missing__(self, value: object) -> str | None:
        return self.check(value)

    def check(self, value: object) -> str | None:
        """Give the text that a value is, if it is right."""
        text = self._prepared(value) if self._prepared else value
        if not isinstance(text, str):
            raise PydanticKnownError("string_type")
        wrong, may_ask = self._wrong, Patience.left > 0
        found = wrong.get(text) or (self._fault(text) if may_ask else _UNEXPLAINED)
        if found is None:
            if text is value and len(self) < _MOST_REMEMBERED:
                self[value] = text
            return text
        if len(wrong) < _MOST_REMEMBERED and may_ask:
            wrong[text] = found
        Patience.left -= 1
        if self._alone and Patience.aside is not None and Patience.left > 0:
            Patience.aside.append((value, found))
            return None
        raise PydanticCustomError("fault", "{message}", found._asdict())


def _checked(
    fault: Callable[[str], Fault | None],
    prepared: Callable[[object], object] | None = None,
    *,
    alone: bool = True,
) -> PlainValidator:
    """Make a type of text of a check; see Known."""
    known = Known(fault, prepared, alone=alone)
    return PlainValidator(known.check, json_schema_input_type=str)


_UNEXPLAINED = Fault("not looked at, after so much else that is wrong", "Mend the others first.")


def _listed(value: object) -> object:
    return [value] if type(value) is str else value


def _stepped(value: object) -> object:
    """Part a reference that stands as one text, as a citation has it, into its steps."""
    if type(value) is not str or "," not in value:
        return _listed(value)
    # Nearly all records have a list.
    from muniment.reference.drafting import steps_of

    return steps_of(value)


def _listed_tables(value: object) -> object:
    return [value] if type(value) is str or type(value) is dict else value


def _texted(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def key(
    title: str, description: str, *examples: object, alias: str | None = None, many: bool = False
) -> Any:
    """Declare a key of a record, with what an editor shows of it. Every key may be left out."""
    default = () if many else None
    return Field(
        default, title=title, description=description, examples=list(examples), alias=alias
    )


def tables(title: str, description: str) -> Any:
    """Declare an array of tables: its examples stand at the keys of the table."""
    return Field((), title=title, description=description)


class _Present:
    """In place of Pydantic's set of the keys that are there: an object has those, and no others."""

    def __get__(self, table: Table, _: object) -> set[str]:
        return set(table.__dict__)

    def __set__(self, table: Table, present: set[str]) -> None:
        for absent in table.__dict__.keys() - present:
            del table.__dict__[absent]


class _Nothing:
    """In place of what Pydantic keeps for models with keys that are not listed, or are private."""

    def __get__(self, table: Table, _: object) -> None:
        return None

    def __set__(self, table: Table, nothing: None) -> None:
        pass


class Table(BaseModel):
    """A table of a record: the keys it may have are listed, and no others are taken.

    Its objects hold the values that there are; defaults are those of the class.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    if not TYPE_CHECKING:
        __pydantic_fields_set__ = _Present()
        __pydantic_extra__ = __pydantic_private__ = _Nothing()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Put the defaults where they are found if an object has no value."""
        for name, field in cls.model_fields.items():
            setattr(cls, name, field.default)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(self._all())

    def _all(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in type(self).model_fields)


# Words of Python and of Pydantic that are keys of a record.
ALIASES = {"from_": "from", "schema_": "schema"}


def name_of(field: str) -> str:
    """Give the key of a record that a field of the model stands for."""
    return ALIASES.get(field, field)


Id: TypeAlias = Annotated[str, _checked(identifiers.fault)]
Date: TypeAlias = Annotated[str, _checked(dates.fault, dates.from_toml)]
Language: TypeAlias = Annotated[str, _checked(languages.fault)]
_LanguageOfList: TypeAlias = Annotated[str, _checked(languages.fault, alone=False)]
Country: TypeAlias = Annotated[str, _checked(countries.fault)]
Jurisdiction: TypeAlias = Annotated[str, _checked(countries.jurisdiction_fault)]
Relator: TypeAlias = Annotated[str, _checked(relators.fault)]
DcmiType: TypeAlias = Annotated[
    str,
    _checked(dcmi_types.fault),
    WithJsonSchema({"type": "string", "enum": list(dcmi_types.TERMS)}),
]


class TextParts(Table):
    """A text and the language that it is in."""

    text: str | None = key("Text", "The words themselves.", "Telegram from Stalin to Mao Zedong")
    lang: Language | None = key("Language", "Language of the words, as a BCP 47 tag.", "en")


class NameParts(Table):
    """A name or heading, and its identifier in an authority file."""

    name: str | None = key("Name", "The name or heading.", "Korean War, 1950-1953")
    uri: str | None = key(
        "URI",
        "Its identifier in an authority file.",
        "http://id.loc.gov/authorities/subjects/sh85073129",
    )


Text: TypeAlias = Annotated[
    TextParts, BeforeValidator(_texted, json_schema_input_type=str | TextParts)
]
Named: TypeAlias = Annotated[
    NameParts, BeforeValidator(_named, json_schema_input_type=str | NameParts)
]
# A list of the file becomes a tuple of the record, which may be shared and is never copied.
Strings: TypeAlias = Annotated[
    tuple[str, ...],
    Strict(False),
    BeforeValidator(_listed, json_schema_input_type=str | list[str]),
]
References: TypeAlias = Annotated[
    tuple[str, ...],
    Strict(False),
    BeforeValidator(_stepped, json_schema_input_type=str | list[str]),
]
Languages: TypeAlias = Annotated[
    tuple[_LanguageOfList, ...],
    Strict(False),
    BeforeValidator(_listed, json_schema_input_type=str | list[str]),
]
Texts: TypeAlias = Annotated[
    tuple[Text, ...],
    Strict(False),
    BeforeValidator(_listed_tables, json_schema_input_type=Text | list[Text]),
]
Nameds: TypeAlias = Annotated[
    tuple[Named, ...],
    Strict(False),
    BeforeValidator(_listed_tables, json_schema_input_type=Named | list[Named]),
]

Level: TypeAlias = Literal["fonds", "subfonds", "series", "subseries", "file", "item", "collection"]
Layer: TypeAlias = Literal["original", "copy", "transcription", "translation", "digitization"]
Activity: TypeAlias = Literal[
    "creation",
    "transmission",
    "transfer",
    "accession",
    "custody",
    "declassification",
    "copying",
    "digitization",
    "transcription",
    "translation",
    "publication",
    "acquisition",
    "description",
]
