"""Drafts of records on their way in: each gets an id, and is known again at the next import.

What a draft came from stands in `[local.import]`, which is never judged and never exported: the
reader, the file and what the source calls the record, and a digest of what was read. So a second
import of the same source changes nothing, whatever was mended in the record since.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from muniment import writing
from muniment.identifiers import fault, made_of, slug
from muniment.listing import ENDING, listing, shown
from muniment.mending import Mended
from muniment.recordfile import read as read_file
from muniment.reference.drafting import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from muniment.readers import Draft

# A record of that many of one name has another name.
_MOST_ALIKE = 10_000

# Records that have no name in their source.
_COUNTED = re.compile(r"(?:.* )?(?:row|record) [0-9]+")

State = Literal["new", "same", "changed", "taken"]


class Arrival(NamedTuple):
    """A draft that arrived: its file, its text (none where it is the same), and what stands there.

    `new`: nothing; `same`: what an earlier import made of the same; `changed`: what an earlier one
    made of what has changed since; `taken`: a record of that id that no import made.
    """

    path: str
    text: str
    state: State
    draft: Draft

    def difference(self) -> Iterator[str]:
        """Yield what would change in the file that stands there, as a patch."""
        before = read_file(self.path).text
        return Mended(shown(self.path), before, self.text, 1).diff()


class Importer:
    """Gives the drafts of one import their ids and files in the folder of records."""

    def __init__(
        self, reader: str, folder: str, today: str, defaults: Mapping[str, Any] | None = None
    ) -> None:
        self.reader = reader
        self.folder = folder
        self.today = today
        self.defaults = defaults or {}
        files = listing([folder]).files if Path(folder).is_dir() else []
        self._files = {Path(path).name.removesuffix(ENDING).casefold(): path for path in files}
        # A number for each id, not a text: an import may have a hundred thousand.
        self._given: set[int] = set()
        self._schema = writing.schema_for(folder)

    def arrival(self, draft: Draft) -> Arrival:
        """Give a draft its id and file, and tell what stands there."""
        draft = finished(draft)
        digest = _digest(draft.data)
        name, stands = self._name(draft, digest)
        self._given.add(hash(name.casefold()))
        path = self._files.get(name.casefold(), f"{self.folder.rstrip('/')}/{name}{ENDING}")
        state = _state(stands, digest)
        # Most of a second import is as before, and need not be laid out.
        text = "" if state == "same" else self._text(draft, name, digest)
        return Arrival(path, text, state, draft)

    def _text(self, draft: Draft, name: str, digest: str) -> str:
        return writing.layout(self._data(draft, name, digest), self._schema)

    def _name(self, draft: Draft, digest: str) -> tuple[str, dict[str, Any] | None]:
        """Give the id of a draft, and what is known of the record that has it, if there is one.

        The id that the source gives, or else one made of title and date; a number is put behind
        where another record, of this import or before, has it.
        """
        wanted = wanted_id(draft)
        if wanted.casefold() not in self._files:
            # Its title may have changed in the source, and with it the id that is made of it.
            same = self._origins.get((self.reader, _base(draft.file), _record(draft)))
            if same and hash(same.casefold()) not in self._given:
                return same, _origin(self._files[same.casefold()])
        for number in range(1, _MOST_ALIKE):
            name = wanted if number == 1 else f"{wanted}-{number}"
            key = name.casefold()
            if hash(key) in self._given:
                continue
            if key not in self._files:
                return name, None
            origin = _origin(self._files[key])
            # What is the same word for word is the same record, in whatever row it stands now.
            known = origin.get("record") == _record(draft) or origin.get("digest") == digest
            if origin.get("reader") == self.reader and known:
                return name, origin
            # A record of that id which the source named itself is the same record.
            if number == 1 and draft.data.get("id") == name:
                return name, origin
        return f"{wanted}-{digest}", None

    @cached_property
    def _origins(self) -> dict[tuple[str, str, str], str]:
        """The ids of records that imports made, by what the source calls them.

        What it only counts, as the rows of a sheet, is another record when one is put before it.
        """
        found = {}
        for path in self._files.values():
            origin = _origin(path)
            record = str(origin.get("record", ""))
            if origin and not _COUNTED.fullmatch(record):
                key = (str(origin.get("reader")), str(origin.get("file")), record)
                found[key] = Path(path).name.removesuffix(ENDING)
        return found

    def _data(self, draft: Draft, name: str, digest: str) -> dict[str, Any]:
        data = copy.deepcopy(draft.data)
        data["id"] = name
        about = data.setdefault("record", {})
        if about.get("status") != "withdrawn":
            for key, value in self.defaults.items():
                data.setdefault(key, copy.deepcopy(value))
            about = data.setdefault("record", {})
            about["status"] = "draft"
        about.setdefault("schema", 1)
        about.setdefault("created", self.today)
        about.setdefault("modified", self.today)
        for gap in data.get("gap", ()):
            gap.setdefault("date", self.today)
        own = data.setdefault("local", {})
        own["import"] = {
            "reader": self.reader,
            "file": _base(draft.file),
            "record": _record(draft),
            "digest": digest,
        }
        return data


def _state(stands: dict[str, Any] | None, digest: str) -> State:
    """Tell what stands where a draft belongs, by what an import noted there."""
    if stands is None:
        return "new"
    if stands.get("reader") is None:
        return "taken"
    return "same" if stands.get("digest") == digest else "changed"


def finished(draft: Draft) -> Draft:
    """Read the citations of a draft to archives, references and credits, where it has none."""
    if not draft.data.get("source") or draft.data.get("original_archive"):
        return draft
    data = copy.deepcopy(draft.data)
    remarks = fill(data)
    return draft._replace(data=data, left_out=(*draft.left_out, *remarks))


def _base(file: str) -> str:
    """Give a file's name without its folders, which are those of one machine; a URL stays."""
    return file if "://" in file else file.rpartition("/")[2]


def _record(draft: Draft) -> str:
    return draft.origin or _base(draft.file)


def wanted_id(draft: Draft) -> str:
    """Give the id that the source gives, if it can be one, or else one made of title and date."""
    given = str(draft.data.get("id") or "")
    if given and fault(given) is None:
        return given
    return slug(given) or made_of(draft.data) or slug(_record(draft)) or "record"


def _digest(data: dict[str, Any]) -> str:
    """Give a digest of what was read, whatever the order of its keys."""
    said = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _origin(path: str) -> dict[str, Any]:
    """Give what an import noted in the record at `path`; nothing where none made it."""
    try:
        own = (read_file(path).data or {}).get("local")
    except OSError:
        own = None
    origin = own.get("import") if isinstance(own, dict) else None
    return origin if isinstance(origin, dict) else {}
