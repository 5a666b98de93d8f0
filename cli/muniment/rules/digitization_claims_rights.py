"""A faithful scan of what nobody has rights in claims none.

In the United States a faithful copy of a work in the public domain is no work of its own (Bridgeman
Art Library v. Corel, 1999); in the European Union it is free as well (Directive (EU) 2019/790,
article 14). So where rights say of the original that it is in the public domain (the public domain
mark, or a NoC- statement), those `of = "digitization"` neither claim copyright nor grant a licence,
which would presuppose it. What is owed to somebody by contract is said by NoC-CR.

A claim for another country than the one of which the original's statement speaks is not judged, nor
one that has ended.

Passes:

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }

    [[rights]]
    of = "original"
    uri = "http://creativecommons.org/publicdomain/mark/1.0/"

    [[rights]]
    of = "digitization"
    uri = "http://creativecommons.org/publicdomain/zero/1.0/"

Fails:

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }

    [[rights]]
    of = "original"
    uri = "http://creativecommons.org/publicdomain/mark/1.0/"

    [[rights]]
    of = "digitization"
    uri = "http://creativecommons.org/licenses/by/4.0/"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.periods import is_past
from muniment.vocabularies.rights_kinds import NO_COPYRIGHT, NO_COPYRIGHT_US, code, kind, meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rights_tables import Rights
    from muniment.rules import Settings

LEVEL = "warning"
ALIKE = "rights"
_WHY = (
    "a faithful copy of what is free is free as well (Bridgeman v. Corel, 1999, in the United "
    "States; Directive (EU) 2019/790, article 14, in the European Union)"
)


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each claim to the digitization of an original that has no copyright."""
    if len(record.rights) < 2:
        return ()
    has_scan = is_free = False
    for rights in record.rights:
        if rights.of == "digitization":
            has_scan = True
        elif rights.of == "original" and meant(rights.uri) in NO_COPYRIGHT:
            is_free = True
    return _claims(record, settings.today) if has_scan and is_free else ()


def _claims(record: Record, today: str) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    free = {
        "US" if meant(rights.uri) == NO_COPYRIGHT_US else rights.jurisdiction: code(rights.uri)
        for rights in record.rights
        if rights.of == "original" and meant(rights.uri) in NO_COPYRIGHT and _holds(rights, today)
    }
    for index, rights in enumerate(record.rights if free else ()):
        if rights.of != "digitization" or not _holds(rights, today):
            continue
        key, claim = _claim(rights)
        where = rights.jurisdiction
        says = free.get(where) or free.get(None) if where else next(iter(free.values()))
        if key and says:
            yield Problem(
                f"rights.{index}.{key}",
                f"the digitization {claim}, and the original has none ({says}): {_WHY}",
                "Say of the scan what is said of the original, or give up what there may be by "
                "CC0. If a contract restricts it, write NoC-CR and the contract under link.",
            )


def _holds(rights: Rights, today: str) -> bool:
    """Whether a table has not ended."""
    return rights.end is None or not is_past(rights.end, today)


def _claim(rights: Rights) -> tuple[str, str]:
    """Give the key by which a table claims copyright, and how it does; nothing if it does not."""
    says = kind(rights.uri)
    if says == "licensed":
        return "uri", f"is licensed ({code(rights.uri)}), which presupposes copyright"
    if says == "in copyright":
        return "uri", f"is said to be in copyright ({code(rights.uri)})"
    if says:
        return "", ""
    if rights.status == "copyrighted":
        return "status", "is said to be in copyright"
    if rights.basis == "copyright" and rights.status is None:
        return "basis", "is said to rest on copyright"
    return "", ""
