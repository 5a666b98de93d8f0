"""Readers: what is not yet a record (a page, a spreadsheet, a harvest) into drafts of records.

To add one: write `readers/<name>.py`, and name it here with its settings. A hyphen in its name is
an underscore in the name of its module. A reader asks nobody and writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from muniment.errors import MunimentError
from muniment.options import Option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from muniment.finding import Place, Problem


_OF_SHEETS = {
    "mapping": Option("The file that says which column is which key.", "mapping.toml"),
    "separator": Option("What parts values where the headings are guessed.", "||"),
}
READERS: Mapping[str, Mapping[str, Option]] = {
    "page": {},
    "dc": {
        "separator": Option(
            "What parts several names in one element, as CONTENTdm has them; none if not set.", ";"
        ),
    },
    "oai-pmh": {
        "set": Option("Only the records of this set, by its setSpec.", "letters:1952"),
        "from": Option("Only what changed on this day (or second) or since.", "2026-11-24"),
        "until": Option("Only what changed until the end of this day (or second).", "2026-12-31"),
        "prefix": Option(
            "The format to ask for, or several, the best first; oai_dc if not set.",
            "oai_dcterms,qdc,oai_dc",
        ),
        "pages": Option("Stop after so many pages, for a first look; 50000 if not set.", "2"),
        "separator": Option(
            "What parts several names in one element, as CONTENTdm has them; none if not set.", ";"
        ),
    },
    "csv": {
        **_OF_SHEETS,
        "delimiter": Option("What parts cells: comma, semicolon, tab, bar, a character.", "tab"),
        "encoding": Option("How the text is encoded, if not as UTF-8.", "windows-1252"),
    },
    "xlsx": {
        **_OF_SHEETS,
        "sheet": Option("The sheet of the workbook, if it has several.", "Letters"),
    },
    "saf": {
        "files": Option(
            "Where the archive lies in the records folder, if it does: files then get a path.",
            "saf",
        ),
    },
}


class Draft(NamedTuple):
    """A record as far as a reader could read it, with where in the source each key was found.

    `data` has the shape of a record's TOML; `places` is by dotted key (`creator.0.name`); of a
    spreadsheet, lines are rows. `left_out` says in plain words what of the source went nowhere, and
    why. `file` is what was read, and `origin` what the source itself calls the record: the
    identifier of a harvest, `row 12`; together they know it again at the next import. A record that
    the source calls deleted is a tombstone: id, title, `record.status` and `record.withdrawn`.
    `faults` are what is wrong in the source: they are errors to lint, and nothing is imported
    before they are mended, or told to be left out; `at` names a place of `places`.
    """

    data: dict[str, Any]
    places: Mapping[str, Place]
    left_out: tuple[str, ...] = ()
    file: str = ""
    origin: str = ""
    faults: tuple[Problem, ...] = ()


def _raised(message: str) -> None:
    raise MunimentError(message)


class ReaderSettings(NamedTuple):
    """How to read: the reader's options by name, today as an ISO date.

    `unread` is told, in a line, of a part of the source that cannot be read, where the reader goes
    on with others: a file of a folder. Unless somebody listens, it raises MunimentError.
    """

    options: Mapping[str, str] = {}
    today: str = ""
    unread: Callable[[str], None] = _raised


class Reader(Protocol):
    """What a module of this folder offers; the first line of its docstring says what it reads.

    A reader of what may be wrong in many places has `IS_CHECKED_FIRST = True`: all is read once
    before anything is imported. One that has to be told what the source means may have
    `proposal(source, settings)`, which gives the text of a file that tells it, for somebody to look
    at, and `told(source, settings)`, which yields what was assumed.
    """

    __doc__: str | None

    def read(self, source: str, settings: ReaderSettings) -> Iterator[Draft]:
        """Yield the drafts found in `source`: a path, or the URL of a harvest.

        They are yielded one by one, as they are read. Raises MunimentError, which says the file and
        the place in it, where the source cannot be read (any further).
        """


def reader_named(name: str) -> Reader:
    """Import the reader of that name, one of READERS."""
    from importlib import import_module

    return cast("Reader", import_module(f"muniment.readers.{name.replace('-', '_')}"))
