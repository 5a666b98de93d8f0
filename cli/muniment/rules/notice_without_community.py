"""A Local Contexts label says which community has given it.

A label (Traditional Knowledge, Biocultural) is the community's own word about what is theirs.
Nobody else can give one, and without the community, or the project on the Local Contexts hub,
nobody can ask whose word it is. A notice is the institution's, and a warning about the content
anybody's: neither needs a community. What has the address of a label is one, even without `kind`.

Passes:

    [[notice]]
    kind = "label"
    uri = "https://localcontexts.org/label/tk-attribution/"
    community = "Passamaquoddy Tribe"

    [[notice]]
    kind = "notice"
    uri = "https://localcontexts.org/notice/attribution-incomplete/"

    [[notice]]
    kind = "content-warning"
    text = "Describes violence against prisoners."

Fails:

    [[notice]]
    kind = "label"
    uri = "https://localcontexts.org/label/tk-attribution/"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import Answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rights_tables import Notice
    from muniment.rules import Settings

LEVEL = "error"
NEEDS = "notice"
_ADDRESS = re.compile(
    r"\s{0,9}(?:https?://)?(?:www\.)?localcontexts\.org/(label|notice)s?/", re.IGNORECASE
)


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each label of which it is not said whose it is."""
    return _nobodys(record, settings.today) if record.notice else ()


def _nobodys(record: Record, today: str) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    gaps = Answered(record, today)
    for index, notice in enumerate(record.notice):
        if notice.community or notice.project or not _is_label(notice):
            continue
        if not gaps.covers(f"notice.{index}.community"):
            yield Problem(
                f"notice.{index}",
                "this Local Contexts label has neither community nor project: only a community "
                "gives one, and nobody can ask whose it is",
                'Write community = "..." as the label has it, or project with its address on the '
                'hub. What the institution says itself is kind = "notice".',
            )


def _is_label(notice: Notice) -> bool:
    address = _ADDRESS.match(notice.uri) if notice.uri else None
    if address is None:
        return notice.kind == "label"
    return address[1].casefold() == "label" and notice.kind in (None, "label")
