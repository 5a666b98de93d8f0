"""What a receiver would do with a record: refuse it, drop of it, alter it; or ask whose rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment import completeness
from muniment.finding import Level, Problem
from muniment.formats import target
from muniment.layers import stricter_below
from muniment.placing import Claim, claims_as_findings
from muniment.profiles import profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.catalogue import Effective
    from muniment.finding import Finding
    from muniment.formats import Document, ExportSettings, Format

_LEVELS: dict[str, Level] = {
    "refused": "error",
    "undecided": "error",
    "dropped": "warning",
    "altered": "warning",
}


class Verdict:
    """What a receiver does with the records of an export; `counts` are records by what is done."""

    def __init__(self, form: Format, settings: ExportSettings) -> None:
        self.form = form
        self.settings = settings
        self.profile = target(form, settings)
        self.counts = dict.fromkeys(_LEVELS, 0)
        self._remarks = getattr(form, "remarks", None)

    def on(self, effective: Effective, document: Document) -> list[Finding]:
        """Give what is done with a record, as findings: an error where it would not be taken."""
        if not self.profile and not self._remarks:
            return []
        claims = list(self._claims(effective, document))
        for outcome in {claim.rule for claim in claims}:
            self.counts[outcome] += 1
        here, elsewhere = claims_as_findings(effective, claims)
        return sorted({*here, *elsewhere})

    def _claims(self, effective: Effective, document: Document) -> Iterator[Claim]:
        if self.profile:
            # What the records are held to anyway, they were held to already.
            if self.profile != self.settings.profile:
                for problem in self._missing(effective):
                    yield Claim("refused", problem, of_record=False)
            if self.settings.rights_of is None and not getattr(
                self.form, "SHOWS_ALL_RIGHTS", False
            ):
                for problem in _question(document, self.profile):
                    yield Claim("undecided", problem, of_record=True)
        said = self._remarks(document, self.settings) if self._remarks else ()
        for outcome, key, message, hint in said:
            problem = Problem(key, message, hint, level=_LEVELS[outcome])
            yield Claim(outcome, problem, of_record=True)

    def _missing(self, effective: Effective) -> Iterator[Problem]:
        """Yield what the receiver asks for, of the layer whose rights are to speak."""
        data = effective.data
        if self.settings.rights_of:
            data = {**data, "describes": self.settings.rights_of}
        asked = profile(self.profile or "")
        blanks = effective.entry.pruned.blanks
        for problem in completeness.missing(data, asked, blanks, self.settings.today):
            if problem.level in (None, "error"):
                yield problem._replace(level="error")


def _question(document: Document, receiver: str) -> Iterator[Problem]:
    """Ask which layer is to speak, where one below is bound by more than the one described."""
    record = document.record
    found = stricter_below(record)
    if found and record.describes:
        yield Problem(
            f"rights.{found.at}",
            f"the rights in the {found.layer} bind more than those in the {record.describes}, "
            f"and {receiver} shows one of them for the document",
            f"Give --rights-of {found.layer} or --rights-of {record.describes}: it is for you to "
            "say which speaks.",
            level="error",
        )
