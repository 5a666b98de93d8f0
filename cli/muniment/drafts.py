"""Drafts judged as records are, where they stand in their source: without writing a record."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from muniment.catalogue import Entry, entry
from muniment.finding import Place
from muniment.importing import finished, wanted_id
from muniment.keys import Path, dotted, plain
from muniment.keys import path as path_of
from muniment.places import Places
from muniment.placing import Claim
from muniment.recordfile import RecordFile
from muniment.workers import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from muniment.finding import Finding
    from muniment.lint import Linter
    from muniment.readers import Draft

# What is about files of records, which drafts are not yet.
_OF_FILES = frozenset({"id-file-name", "record-modified"})
# With an error of these rules a receiver takes no record; DPLA drops a URI that is none, and misses
# it only where nothing else is said of the rights.
_REFUSED = frozenset({"missing", "rights-uri-unknown", "shape"})
_REFUSED_BY_DPLA = _REFUSED - {"rights-uri-unknown"}


class _SourcePlaces(Places):
    """The places of a draft's keys in its source; of what is not there, those of what is near."""

    def __init__(self, found: Mapping[str, Place]) -> None:
        super().__init__("")
        self._found = found
        self._start = found.get("") or min(found.values(), default=Place(1, 1, 1, 1))

    def written(self, path: Sequence[str | int]) -> Path:
        """Give the longest part of `path` that the source has."""
        whole = tuple(path)
        while whole and not self._near(whole):
            whole = whole[:-1]
        return whole

    def value_range(self, path: Sequence[str | int]) -> None:
        """No source is mended: none has a value whose text could be replaced."""

    def line(self, number: int) -> str:  # noqa: ARG002
        """Give nothing: the line is not kept."""
        return ""

    def _near(self, path: Path) -> Place | None:
        key = dotted(path)
        if key in self._found:
            return self._found[key]
        below = (place for each, place in self._found.items() if each.startswith(f"{key}."))
        return min(below, default=None)

    def _place(self, path: Path, which: int) -> Place:  # noqa: ARG002
        return self._near(path) or self._start


class _DraftFile(RecordFile):
    """A draft as if it were a file: its data, and the places of its keys in the source."""

    __slots__ = ("faults",)

    def __init__(self, draft: Draft, data: dict[str, Any]) -> None:
        # A harvest has no lines that anybody could look at: the record is named.
        is_url = "://" in draft.file
        path = f"{draft.file}#{draft.origin}" if is_url and draft.origin else draft.file
        super().__init__(path, "", data)
        self._places = _SourcePlaces(draft.places)
        self.faults = draft.faults


class Drafts:
    """Judges drafts; how many there were, and how many would not do, is known at the end."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter
        self.count = 0
        self.refused = 0
        self.faulty = 0
        self._refused = _REFUSED_BY_DPLA if linter.settings.profile == "dpla" else _REFUSED

    def findings(self, drafts: Iterable[Draft]) -> Iterator[Finding]:
        """Yield what is found in each draft, as it is read; none of them is kept."""
        group: list[Entry] = []
        for draft in drafts:
            group.append(_entry(draft))
            if len(group) == AT_ONCE:
                yield from self._judged(group)
                group = []
        yield from self._judged(group)

    def _judged(self, group: list[Entry]) -> Iterator[Finding]:
        for seen in self.linter.looks(group):
            file = seen.effective.entry.file
            faults = file.faults if isinstance(file, _DraftFile) else ()
            look = seen._replace(is_sound=seen.is_sound and not faults)
            said = (Claim("shape", each, of_record=False) for each in faults)
            judged = self.linter.judged(look, [*self.linter.problems(look), *said])
            # What is there and cannot be read is not missing.
            there = {plain(path_of(each.key)) for each in faults}
            found = [
                each
                for each in judged.findings
                if each.rule not in _OF_FILES
                and not (each.rule == "missing" and plain(path_of(each.key)) in there)
            ]
            errors = {each.rule for each in found if each.level == "error"}
            self.count += 1
            self.refused += bool(errors & self._refused)
            self.faulty += bool(errors)
            yield from found


def _entry(draft: Draft) -> Entry:
    draft = finished(draft)
    data = copy.copy(draft.data)
    # What has no id gets one when it is imported, so that is not missing.
    data["id"] = wanted_id(draft)
    return entry(_DraftFile(draft, data))
