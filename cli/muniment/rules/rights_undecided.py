"""Somebody has decided what rights there are, and the record says what they decided.

A notice such as "Some documents may be subject to copyright" is a caution, not a decision: whoever
wants to print the document knows no more than before, and no program can tell what may be reused. A
table with nothing but a notice is undecided. To decide is to look at the layer in question: who
made it, and for whom; when they died; whether it was published, when and where; who was given the
rights since. Then `status` says what came of it: `copyrighted`, `public-domain`, or, if that cannot
be told, `unknown`; and `determined` says who decided that, when and how. A `uri` is written only if
the institution, or whoever decided, chose it: the words of a notice choose none.

A basis with the owner of the rights, a basis other than copyright, or what was granted, is more
than a notice, and is not spoken of. Where another table for the same layer decides, nothing is
open. A gap for `rights.status` says, for a time, that nobody has decided.

Passes:

    [[rights]]
    of = "translation"
    statement = "Some documents may be subject to copyright."
    basis = "copyright"
    status = "unknown"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    of = "translation"
    statement = "Some documents may be subject to copyright."
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import Answered, is_written, layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rights_tables import Rights
    from muniment.rules import Settings

LEVEL = "warning"
ALIKE = "rights"
_DECISIONS = frozenset({"uri", "status", "granted"})
_GROUNDS = frozenset({"holder", "citation", "link", "granted"})


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each layer of which there is a notice and no decision."""
    for rights in record.rights:
        if rights.status is None and rights.uri is None and rights.statement:
            return _undecided(record, settings)
    return ()


def _undecided(record: Record, settings: Settings) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    decided = {layer(record, rights) for rights in record.rights if _decides(rights)}
    # Where nothing says which layer is meant, it may be any.
    if None in decided:
        return
    gaps = Answered(record, settings.today)
    told = set()
    for index, rights in enumerate(record.rights):
        about = layer(record, rights)
        if about in decided or (about is None and decided) or about in told:
            continue
        if _is_bare(rights) and not gaps.covers(f"rights.{index}.status"):
            # One decision would do for all notices of a layer.
            told.add(about)
            yield _problem(index, rights)


def _decides(rights: Rights) -> bool:
    """Whether a table says what may be done; what the model refused says it too."""
    written = rights.written
    return not written.isdisjoint(_DECISIONS) or (
        "basis" in written and not written.isdisjoint(_GROUNDS)
    )


def _is_bare(rights: Rights) -> bool:
    """Whether a table has a notice, and nothing that would be more."""
    if not rights.statement or _decides(rights):
        return False
    return rights.basis == "copyright" or not is_written(rights, "basis")


def _problem(index: int, rights: Rights) -> Problem:
    # Of its own words only: what is inherited is said once, whatever the records below describe.
    of = f" of the {rights.of}" if rights.of else ""
    return Problem(
        f"rights.{index}.statement",
        f"nobody has decided on the rights{of}: there is a notice, and neither status nor uri, "
        "so nobody can tell whether it may be reused",
        'Find out who made it, when, and who has the rights, and write status = "copyrighted", '
        '"public-domain" or, if it cannot be told, "unknown"; say in determined who decided.',
    )
