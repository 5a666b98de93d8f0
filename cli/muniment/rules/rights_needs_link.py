"""A statement that rests on a contract, a law or a register links to it.

Three statements of RightsStatements.org point beyond themselves. NoC-CR says that a contract
restricts the use, and NoC-OKLR that a law other than copyright does: neither says which, and a
reader who cannot look it up cannot keep to it. InC-OW-EU says that the work is registered as an
orphan: the register of the EUIPO has an entry for it, or it is no orphan work. So `link` names the
page about the contract, the page about the law, or the entry. Where there is no such page, a gap
says so.

Passes:

    [[rights]]
    of = "original"
    uri = "http://rightsstatements.org/vocab/NoC-CR/1.0/"
    link = ["https://example.org/deposit-agreement"]
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    of = "original"
    uri = "http://rightsstatements.org/vocab/NoC-CR/1.0/"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import Answered, is_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "warning"
ALIKE = "rights"
# What each claims, and what is to be linked.
_NEEDS = {
    "http://rightsstatements.org/vocab/NoC-CR/1.0/": (
        "NoC-CR says that a contract restricts the use, and no link says which: "
        "nobody can keep to what nobody can read",
        "the page that describes the contract",
    ),
    "http://rightsstatements.org/vocab/NoC-OKLR/1.0/": (
        "NoC-OKLR says that a law restricts the use, and no link says which: "
        "nobody can keep to what nobody can read",
        "the page that describes the restriction",
    ),
    "http://rightsstatements.org/vocab/InC-OW-EU/1.0/": (
        "InC-OW-EU says that this is a registered orphan work, and no link leads to its entry: "
        "nobody can see the search that it rests on",
        "its entry in the Orphan Works Database of the EUIPO",
    ),
}


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each statement that needs a link and has none."""
    for rights in record.rights:
        if rights.uri in _NEEDS and not rights.link:
            return _unlinked(record, settings)
    return ()


def _unlinked(record: Record, settings: Settings) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    gaps = Answered(record, settings.today)
    for index, rights in enumerate(record.rights):
        needs = _NEEDS.get(rights.uri or "")
        if needs and not is_written(rights, "link") and not gaps.covers(f"rights.{index}.link"):
            claim, page = needs
            yield Problem(
                f"rights.{index}.uri",
                f"uri: {claim}",
                f'Write link = ["https://..."] with the address of {page}.',
            )
