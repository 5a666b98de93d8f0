"""How records are to be judged, for all files and for those that a pattern names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.choice import Choice
from muniment.profiles import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping


class PathSettings(NamedTuple):
    """What holds for the files that a pattern names, beside or instead of what holds for all.

    In a pattern `*` stands for any characters, `/` among them; paths are absolute.
    """

    pattern: str
    choice: Choice
    profile: str | None = None


class LintSettings(NamedTuple):
    """How to judge: the records folder, today as an ISO date, the profile, and what is wanted.

    `committed` gives, for files that have changed since they were committed to git, what
    `record.modified` was there; `fingerprints` asks for the findings' fingerprints; `rights_uris`
    are URIs of rights that the institution has of its own.
    """

    records: str
    today: str
    profile: str = DEFAULT
    choice: Choice = Choice()
    paths: tuple[PathSettings, ...] = ()
    committed: Mapping[str, str] = {}
    fingerprints: bool = False
    rights_uris: tuple[str, ...] = ()
