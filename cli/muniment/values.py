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

from muniment.known import KNOWN, LISTED, Known, WrongError, steps
from muniment.table import NameTable, Table, TextTable
from muniment.vocabularies import dcmi_types

if TYPE_CHECKING:
    from collections.abc import Callable


def _checked(known: Known) -> Callable[[object], str | None]:
    """Make a check of values of a type of text, which says what is wrong as Pydantic wants it."""

    def check(value: object) -> str | None:
        try:
            return known.check(value)
        except WrongError as wrong:
            raise PydanticCustomError("fault", "{message}", wrong.fault._asdict()) from None
        except TypeError:
            raise PydanticKnownError("string_type") from None

    return check


def _type(known: Known) -> PlainValidator:
    return PlainValidator(_checked(known), json_schema_input_type=str)


def _vocabulary(name: str, **more: object) -> WithJsonSchema:
    """Say in the schema of a record whose words a text is (`sound` goes by it)."""
    return WithJsonSchema({"type": "string", **more, "x-vocabulary": name})


def _listed(value: object) -> object:
    return [value] if type(value) is str else value


def _stepped(value: object) -> object:
    return steps(value) if type(value) is str else value


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
        return table.written

    def __set__(self, table: Table, present: set[str]) -> None:
        for absent in table.__dict__.keys() - present:
            del table.__dict__[absent]


class _Nothing:
    """In place of what Pydantic keeps for models with keys that are not listed, or are private."""

    def __get__(self, table: Table, _: object) -> None:
        return None

    def __set__(self, table: Table, nothing: None) -> None:
        pass


class Model(Table, BaseModel):
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
        cls.fields = tuple(cls.model_fields)
        for name, field in cls.model_fields.items():
            setattr(cls, name, field.default)


Id: TypeAlias = Annotated[str, _type(KNOWN["id"]), _vocabulary("id")]
Date: TypeAlias = Annotated[str, _type(KNOWN["date"]), _vocabulary("date")]
Language: TypeAlias = Annotated[str, _type(KNOWN["language"]), _vocabulary("language")]
_LanguageOfList: TypeAlias = Annotated[str, _type(LISTED["language"]), _vocabulary("language")]
Country: TypeAlias = Annotated[str, _type(KNOWN["country"]), _vocabulary("country")]
Jurisdiction: TypeAlias = Annotated[str, _type(KNOWN["jurisdiction"]), _vocabulary("jurisdiction")]
Relator: TypeAlias = Annotated[str, _type(KNOWN["relator"]), _vocabulary("relator")]
DcmiType: TypeAlias = Annotated[
    str, _type(KNOWN["dcmi-type"]), _vocabulary("dcmi-type", enum=list(dcmi_types.TERMS))
]


class TextParts(TextTable, Model):
    """A text and the language that it is in."""

    text: str | None = key("Text", "The words themselves.", "Telegram from Stalin to Mao Zedong")
    lang: Language | None = key("Language", "Language of the words, as a BCP 47 tag.", "en")


class NameParts(NameTable, Model):
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
    BeforeValidator(
        _stepped, json_schema_input_type=Annotated[str, _vocabulary("reference")] | list[str]
    ),
]
Languages: TypeAlias = Annotated[
    tuple[_LanguageOfList, ...],
    Strict(False),
    BeforeValidator(_listed, json_schema_input_type=_LanguageOfList | list[_LanguageOfList]),
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
