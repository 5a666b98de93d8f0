"""A record that is named under relation is there.

Relations lead a reader from a telegram to its answer. An id of which there is no record leads
nowhere, and in an export nobody can tell what it meant. URIs and citations are not looked up.

Passes:

    relation = { references = ["collection", "https://example.org/document/1"] }

Fails:

    relation = { references = ["no-such-record"] }
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.tables import Relation

LEVEL = "error"
NEEDS = "relation"
# An id, as those of records are: small letters, with hyphens, and no number of another archive.
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST = 200


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each id under relation of which there is no record."""
    return _dangling(record.relation, settings) if record.relation else ()


def _dangling(relation: Relation, settings: Settings) -> Iterator[Problem]:
    for field in relation.fields:
        for index, name in enumerate(getattr(relation, field)):
            if _is_id(name) and settings.others and not settings.others.has(name, settings.file):
                yield Problem(
                    f"relation.{field}.{index}",
                    f"there is no record {name}, so the relation leads nowhere",
                    "Add the record, correct its id, or write a URI or a citation instead.",
                )


def _is_id(name: str) -> bool:
    return len(name) <= _LONGEST and "-" in name and bool(_ID.fullmatch(name))
