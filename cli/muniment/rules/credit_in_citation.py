"""Who is credited in a citation is credited in the record.

"Obtained by Jamil Hasanli and translated by Gary Goldberg" is, inside a citation, a text that no
catalogue finds, and that is lost where the citation is shortened: the people who did the work are
to stand where their names are looked for. A translator is the agent of a translation in
`provenance`, or a contributor with the role `trl`; who obtained a copy is the agent of its
acquisition. The citation itself stays as it was given. `--fix` adds the event, with the names as
they are written there.

Whoever the record names for the same work is taken to be right: "translated for the Project" may
mean somebody who is known better elsewhere. A book's translator, named in its title, is not meant.

Passes:

    [[source]]
    citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116. Translated by Gary Goldberg."

    [[provenance]]
    of = "translation"
    activity = "translation"
    agent = ["Goldberg, Gary"]
    evidence = "The source statement"

Fails:

    contributor = [{ name = "Hasanli, Jamil", role = "ctb" }]
    provenance = [{ of = "original", activity = "creation", agent = ["Stalin, Joseph"] }]

    [[source]]
    citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116. Translated by Gary Goldberg."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.citations import cited, credited, may_credit_translator, names_translator
from muniment.finding import NewTable, Problem
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "error"
FIXES = True
# More names than that are a list, which the citation itself shows better.
_MOST = 4
# What no name has: pages, years, another clause that was read as a part of it. In Russian, who is
# credited is not in the nominative.
_ODD = re.compile(r"[0-9:;()\[\]{}<>?\u0400-\u04ff]|.{80}")
_OF_COPIES = ("acquisition", "copying", "transfer", "accession")


class _Work(NamedTuple):
    """What somebody is credited with: as citations, events, and people call it."""

    activity: str
    of: str
    words: str


_TRANSLATION = _Work("translation", "translation", "the translation")
_ACQUISITION = _Work("acquisition", "copy", "obtaining a copy")


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each citation that credits somebody whom the record does not."""
    for source in record.source:
        text = source.citation
        # These are in every word of credit that is looked for.
        if text and _may_credit(text):
            return _uncredited(record)
    return ()


def _may_credit(text: str) -> bool:
    # "Acquired by" is often said of an archive and its original.
    return "btained" in text or "BTAINED" in text or may_credit_translator(text)


def _uncredited(record: Record) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    is_translated, is_obtained = names_translator(record), _names_obtainer(record)
    for index, text in cited(record):
        missing: list[tuple[_Work, tuple[str, ...]]] = []
        if not is_obtained and "obtained" in text.casefold():
            missing.append((_ACQUISITION, _strangers(record, credited(text, "acquisition"))))
        if not is_translated and may_credit_translator(text):
            missing.append((_TRANSLATION, credited(text, "translation")))
        if missing := [(work, agents) for work, agents in missing if agents]:
            yield _problem(index, text, missing)


def _names_obtainer(record: Record) -> bool:
    return any(
        event.activity in _OF_COPIES and event.of in (None, "copy") and (event.agent or event.from_)
        for event in record.provenance
    )


def _strangers(record: Record, agents: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out whom the record credits with something, be it in other words than these."""
    named = {
        *(agent.name for agent in (*record.contributor, *record.creator) if agent.name),
        *(name for event in record.provenance for name in (*event.agent, *event.from_)),
    }
    known = set(map(_folded, named))
    return tuple(agent for agent in agents if _folded(agent) not in known)


def _folded(name: str) -> tuple[str, ...]:
    """Give a name's words in an order of their own: `Hasanli, Jamil` is `Jamil Hasanli`."""
    letters = "".join(each if each.isalnum() else " " for each in name[:200].casefold())
    return tuple(sorted(letters.split()))


def _problem(index: int, text: str, missing: list[tuple[_Work, tuple[str, ...]]]) -> Problem:
    from muniment.reference.citation import EVIDENCE

    said = " and ".join(f"{_listed(agents, ' and ')} with {work.words}" for work, agents in missing)
    tables = " and ".join(
        f'a [[provenance]] with of = "{work.of}", activity = "{work.activity}", '
        f'agent = [{_listed(agents, ", ")}], evidence = "{EVIDENCE}"'
        for work, agents in missing
    )
    return Problem(
        f"source.{index}.citation",
        f"the citation credits {said}, and the record does not: no catalogue finds a name there",
        f"Add {tables}; leave the citation as it is.",
        _events(text, missing),
    )


def _events(text: str, missing: list[tuple[_Work, tuple[str, ...]]]) -> tuple[NewTable, ...]:
    """Give the events that are missing, unless it is not certain that each agent is a name.

    What stands behind a comma may be where somebody works.
    """
    from muniment.reference.citation import EVIDENCE

    for _, agents in missing:
        if " and ".join(agents) not in text or any(map(_ODD.search, agents)):
            return ()
    return tuple(
        NewTable(
            "provenance",
            (
                ("of", work.of),
                ("activity", work.activity),
                ("agent", agents),
                ("evidence", EVIDENCE),
            ),
        )
        for work, agents in missing
    )


def _listed(agents: tuple[str, ...], between: str) -> str:
    return between.join(map(shown, agents[:_MOST])) + "…" * (len(agents) > _MOST)
