"""Formats: what the crosswalk says, spelt. To add one: write `formats/<name>.py`, name it here.

A format returns names and bytes: it opens no file and reads no clock. A hyphen in its name is an
underscore in the name of its module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Protocol, TypeVar, cast

from muniment.options import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record


# Formats that name what they describe by an address of the institution's own.
_BASE_URL = Option(
    "The address below which records have theirs: the id follows it.",
    "https://example.org/records/",
)
FORMATS: Mapping[str, Mapping[str, Option]] = {
    "oai_dc": {},
    "dcterms": {
        "wrapper": Option(
            "Whose element stands around the terms, which by themselves have none.",
            "dspace",
            ("muniment", "dspace", "contentdm", "archivesspace"),
        ),
        "typed": Option(
            "Whether values that are valid for an encoding scheme say so (xsi:type).",
            "no",
            ("yes", "no"),
        ),
    },
    "turtle": {"base_url": _BASE_URL},
    "rdfxml": {"base_url": _BASE_URL},
    "jsonld": {"base_url": _BASE_URL},
    "html": {
        "old_names": Option(
            "Whether DC.title and the like, which some readers know alone, stand there as well.",
            "no",
            ("yes", "no"),
        ),
    },
    "csv": {
        "separator": Option("What parts several values of a column, a bar if not set.", "||"),
        "bom": Option(
            "Whether the file begins with a byte order mark, for Excel.", "no", ("no", "yes")
        ),
    },
    "schema-org": {"base_url": _BASE_URL},
    "csl-json": {},
    "ris": {},
    "bibtex": {},
    "datacite": {
        "prefix": Option("The DOI prefix that DataCite gave you.", "10.5072", required=True),
        "publisher": Option(
            "Who publishes the records that name no publisher.",
            "Archive of Examples",
            required=True,
        ),
    },
    "premis": {},
    "omeka-csv": {
        "separator": Option("What stands between the values of a cell.", "|", ("|", ";", "^")),
    },
    "islandora-csv": {
        "separator": Option("What stands between the values of a cell.", "|", ("|", ";", "^")),
        "member_of": Option(
            "The node that records are put below which are part of none: its number or address.",
            "/collections/cold-war",
        ),
    },
    "oai-static": {
        "repository_name": Option("What harvesters show.", "Archive of Examples", required=True),
        "namespace": Option(
            "A domain name that is yours, for the identifiers of the records.",
            "archive.example.org",
            required=True,
        ),
        "admin_email": Option(
            "Whom harvesters write to.", "metadata@archive.example.org", required=True
        ),
        "base_url": Option(
            "Where harvesters ask: the gateway, /, and the address of the file without http://.",
            "http://gateway.example.org/oai/archive.example.org/records.xml",
            required=True,
        ),
    },
    "edm": {
        "data_provider": Option(
            "Who holds and delivers the objects: a name, or its URI.",
            "Archive of Examples",
            required=True,
        ),
        "provider": Option(
            "Who delivers to Europeana, an aggregator or the same: a name, or its URI.",
            "Archives Portal Europe",
            required=True,
        ),
        "base_url": Option(
            "What stands before the id in the URI of each object.",
            "https://archive.example.org/id/",
            required=True,
        ),
    },
    "dspace-saf": {
        "collection": Option(
            "The collection that the items go into: its Handle or UUID. Of several, with commas "
            "between them, the first owns the items.",
            "123456789/2",
            required=True,
        ),
        "group": Option(
            "The group of that DSpace whose members may read the files of records to which access "
            "is not open; without it these files stay at home.",
            "Archivists",
        ),
        "handle": Option(
            "Which Handle of a record the item is to have: one with the prefix of the collection, "
            "any, or none, so that DSpace makes one.",
            "any",
            ("own", "any", "none"),
        ),
    },
    "dspace-csv": {
        "collection": Option(
            "The Handle of the collection that the items go into. Of several, with commas between "
            "them, the first owns the items.",
            "123456789/2",
            required=True,
        ),
        "rows": Option("How many rows DSpace takes in a file.", "1000"),
    },
}


class Carried(Protocol):
    """Something that a format writes: its value, and the keys of the record that it came from."""

    @property
    def value(self) -> str:
        """What is written, before it is escaped."""

    @property
    def of(self) -> tuple[str, ...]:
        """Dotted keys, with indices from 0."""


C = TypeVar("C", bound=Carried)


class Document(NamedTuple):
    """A record on its way out, without what is private: effective, and what the crosswalk says.

    `above` is the record of the level above, as far as it may be shown.
    """

    id: str
    record: Record
    above: Record | None
    statements: Sequence[Statement]


class Item(NamedTuple, Generic[C]):
    """A record as a format has it: its id, itself, and all that the format writes of it."""

    id: str
    record: Record
    carried: Sequence[C]


class ExportSettings(NamedTuple):
    """How to export: `single` puts all records into one file; the format's options, by name.

    `records` is the folder of the records, below which their files lie; `today` an ISO date;
    `profile` what the records are held to; `rights_of` the layer whose rights speak first, where
    somebody has said which.
    """

    single: bool = False
    options: Mapping[str, str] = {}
    records: str = ""
    today: str = ""
    profile: str = ""
    rights_of: str | None = None


class Remark(NamedTuple):
    """What a receiver does with a value that it does not take as it is: refuse, drop or alter it.

    `key` is one of the Record; the message says what becomes of it, the hint what to do.
    """

    outcome: Literal["refused", "dropped", "altered"]
    key: str
    message: str
    hint: str = ""


class Format(Protocol):
    """What a module of this folder offers; the first line of its docstring says what it is for.

    A format that one receiver takes may have `PROFILE`, the name of the profile of what that
    receiver asks for, and `remarks(document, settings)`, which yields a Remark for each value that
    the receiver does not take as it is. `SHOWS_ALL_RIGHTS = True` says that the receiver shows the
    rights of every layer, each with its layer, so that nobody need be asked whose speak.
    `notes(exported, withdrawn)` gives lines about a whole export, by the numbers of the records
    that went out and of the tombstones that were left out. `BINARY = True` says that its one file
    is no text; `TOMBSTONES = True` that it can say of a record that it was withdrawn, and is given
    tombstones as well.
    """

    __doc__: str | None

    def carried(self, document: Document, settings: ExportSettings) -> Sequence[Carried]:
        """Give all that the format writes of a record, in its order. Raises CannotCarryError."""

    def files(
        self, items: Iterable[Item[Any]], settings: ExportSettings
    ) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield each file's name and its content in pieces. Raises CannotCarryError."""


# The profiles of receivers: whoever exports for one of these hears what it would do.
_RECEIVERS = frozenset({"dpla", "europeana", "datacite", "dspace", "islandora"})


def target(form: Format, settings: ExportSettings) -> str | None:
    """Give the profile of the receiver that an export is for, if it is for a certain one."""
    own: str | None = getattr(form, "PROFILE", None)
    return own or (settings.profile if settings.profile in _RECEIVERS else None)


def format_named(name: str) -> Format:
    """Import the format of that name, one of FORMATS."""
    from importlib import import_module

    return cast("Format", import_module(f"muniment.formats.{name.replace('-', '_')}"))
