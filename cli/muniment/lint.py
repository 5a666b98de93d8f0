"""The order of things: a file is read, its keys, its completeness and its claims are judged.

Nothing stops at the first trouble: a bad date does not silence what is to be said of rights.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from muniment import completeness, ignores
from muniment.catalogue import Catalogue, Effective, Entry, entry, load
from muniment.finding import Finding, Problem
from muniment.keys import INHERITED
from muniment.keys import path as path_of
from muniment.lint_settings import LintSettings
from muniment.listing import shown
from muniment.placing import MOST, Claim, claims_as_findings, findings, ignored, limited
from muniment.profiles import Profile, profile
from muniment.reading import Reading
from muniment.rules import ACROSS, RULES
from muniment.rulings import Rulings
from muniment.sound import nothing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.choice import Choice
    from muniment.leanings import Leanings
    from muniment.recordfile import RecordFile


class Judged(NamedTuple):
    """What was found in a file; `elsewhere` are findings in values it takes from other files."""

    effective: Effective
    findings: list[Finding]
    elsewhere: list[Finding]

    @property
    def has_errors(self) -> bool:
        """Whether anything found, here or in what is taken from above, is an error."""
        return any(found.level == "error" for found in (*self.findings, *self.elsewhere))


class Look(NamedTuple):
    """An entry that was looked at: what rules say of it, and whether nothing at all is amiss."""

    effective: Effective
    claims: list[Claim]
    is_sound: bool

    def kept(self) -> Look:
        """Give what is needed to explain it, without the Record: where many looks are kept."""
        effective, found = self.effective, self.effective.entry
        about = found.reading.record.record
        if about and about.private:
            return self
        reading = Reading(nothing(), found.reading.problems, found.reading.shifts)
        entry = Entry(found.file, found.pruned, reading)
        return self._replace(effective=effective._replace(entry=entry, record=nothing()))


class Linter:
    """Judges files one by one, and remembers the levels above them."""

    def __init__(self, settings: LintSettings, leanings: Leanings | None = None) -> None:
        """`leanings` notes what verdicts lean on, where they are to be kept."""
        self.settings = settings
        self.leanings = leanings
        self.profile = profile(settings.profile)
        self.catalogue = Catalogue(settings.records, leanings)
        self._rulings = Rulings(settings, self.catalogue, leanings)
        self._folders: dict[str, str] = {}

    def judge(self, path: str) -> Judged:
        """Judge the file at `path`. Raises OSError where there is none that can be read."""
        return self.judge_entry(load(path))

    def judge_file(self, file: RecordFile) -> Judged:
        """Judge a file that was read already."""
        return self.judge_entry(entry(file))

    def judge_entry(self, found: Entry) -> Judged:
        """Judge an entry: all of it that can be read."""
        (look,) = self.looks([found])
        return self.judged(look, self.problems(look))

    def looks(self, entries: Sequence[Entry]) -> list[Look]:
        """See whether anything is amiss with entries; what it is, `problems` says.

        To look at all, and to explain few of them later, is faster by a third than both at once:
        what one needs would push what the other needs out of the processor. So it is with rules.
        """
        effectives = [self.catalogue.effective(found) for found in entries]
        claims = self._rulings.claims(effectives, self._profiles(entries))
        return [self._look(each, said) for each, said in zip(effectives, claims, strict=True)]

    def _look(self, effective: Effective, claims: list[Claim]) -> Look:
        found = effective.entry
        is_sound = (
            not (claims or found.file.troubles or ignores.may_ignore(found.file))
            and found.is_read
            and self._is_whole(effective)
        )
        return Look(effective, claims, is_sound)

    def problems(self, look: Look) -> list[Claim]:
        """Give all that is to be said of the record in a file that was looked at."""
        if look.is_sound or not look.effective.entry.is_read:
            return []
        return [*look.claims, *self._absences(look.effective)]

    def judged(self, look: Look, problems: list[Claim]) -> Judged:
        """Make findings of what is wrong with a file, and of what is to be said of its record."""
        effective = look.effective
        if look.is_sound:
            return Judged(effective, [], [])
        here, elsewhere = findings(effective, problems)
        chosen = self._finished(here, effective.entry.file)
        for file in {id(above.file): above.file for above in effective.origins.values()}.values():
            name = shown(file.path)
            taken = [found for found in elsewhere if found.file == name]
            elsewhere = [found for found in elsewhere if found.file != name]
            elsewhere += self._finished(taken, file, complain=False) if taken else []
        return Judged(effective, chosen, sorted(elsewhere))

    def claimed(self, effective: Effective, claims: list[Claim]) -> list[Finding]:
        """Make findings of what rules across records say of one."""
        here, _ = claims_as_findings(effective, claims)
        return self._finished(sorted(set(here)), effective.entry.file, complain=False)

    def _finished(
        self, found: list[Finding], file: RecordFile, *, complain: bool = True
    ) -> list[Finding]:
        """Leave out what is not wanted, mark what the file asks to be silent about."""
        choice, _ = self._settings_of(file)
        asked = ignores.read(file)
        if asked:
            found = sorted(self._silenced(found, asked, choice, file if complain else None))
        found = choice.of(found)
        if self.settings.fingerprints:
            from muniment.baseline import fingerprinted

            found = [fingerprinted(each, file) for each in found]
        return found

    def _silenced(
        self,
        found: list[Finding],
        asked: list[ignores.Ignore],
        choice: Choice,
        file: RecordFile | None,
    ) -> list[Finding]:
        """Mark what is ignored; of a file, say what is wrong with what it asks."""
        found, unused = ignores.silenced(found, asked)
        # Whether what is ignored across records is there, is known at the end of a run only.
        told = [
            each
            for each in unused
            if each.rule not in RULES or (choice.asks(each.rule) and each.rule not in ACROSS)
        ]
        wrong = islice(ignores.complaints(told, RULES), MOST) if file else ()
        return [*found, *(ignored(file, *each) for each in wrong if file)]

    def _settings_of(self, file: RecordFile) -> tuple[Choice, str]:
        """Give what is wanted of a file, and its profile."""
        choice, name = self.settings.choice, self.settings.profile
        if self.settings.paths:
            folder, base = os.path.split(file.path)
            real = self._real(folder)
            if self.leanings:
                self.leanings.stands(file.path, real)
            path = f"{real}{os.sep}{base}".replace(os.sep, "/")
            for each in self.settings.paths:
                if fnmatchcase(path, each.pattern):
                    choice, name = each.choice.over(choice), each.profile or name
        return choice, name

    def _real(self, folder: str) -> str:
        """Give where a folder really is: asked of each record, and the folders are few."""
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return self._folders[folder]

    def _profile_of(self, file: RecordFile) -> Profile:
        return profile(self._settings_of(file)[1]) if self.settings.paths else self.profile

    def _profiles(self, entries: Sequence[Entry]) -> list[str]:
        if not self.settings.paths:
            return [self.settings.profile] * len(entries)
        return [self._settings_of(found.file)[1] for found in entries]

    def _is_whole(self, effective: Effective) -> bool:
        """Whether a record has nothing amiss but what rules say: most have not, so ask first."""
        found, origins = effective.entry, effective.origins
        return not (
            effective.problems
            or found.reading.problems
            or found.pruned.blanks
            or (origins and any(above.is_amiss for above in origins.values()))
        ) and completeness.is_complete(effective.data, self._profile_of(found.file))

    def _absences(self, effective: Effective) -> Iterator[Claim]:
        """Yield what the model refuses, what is missing, and what only seems to be there."""
        for problem in effective.entry.reading.problems:
            yield Claim("shape", problem, of_record=False)
        for key, holder in effective.origins.items():
            for problem in holder.reading.problems:
                if path_of(problem.key)[:1] == (key,):
                    yield Claim("shape", problem, of_record=False)
        for problem in effective.problems:
            yield Claim("part-of", problem, of_record=False)
        said: set[str] = set()
        for problem in limited(self._missing(effective, said)):
            yield Claim("missing", problem, of_record=False)
        for problem in limited(self._placeholders(effective, said)):
            yield Claim("placeholder", problem, of_record=False)

    def _missing(self, effective: Effective, said: set[str]) -> Iterator[Problem]:
        """Yield what is missing; the keys spoken of are added to `said`."""
        taken = (
            blank
            for key, holder in effective.origins.items()
            for blank in holder.pruned.blanks
            if blank.path[0] == key
        )
        blanks = [*effective.entry.pruned.blanks, *taken]
        # A misspelt key is not missing as well: it is there, and said to be misspelt.
        said.update(problem.meant for problem in effective.entry.reading.problems)
        file, today = effective.entry.file, self.settings.today
        # A gap may be due for review.
        if self.leanings and "gap" in effective.data:
            self.leanings.day(file.path, today)
        for problem in completeness.missing(effective.data, self._profile_of(file), blanks, today):
            # What the level above would have given is not missing here, but there.
            if effective.problems and problem.key.partition(".")[0] in INHERITED:
                continue
            if problem.key not in said:
                # A gap's note (`at`) does not speak of a placeholder that stands beside the gap.
                if not problem.at:
                    said.add(problem.key)
                yield problem

    def _placeholders(self, effective: Effective, said: set[str]) -> Iterator[Problem]:
        own = effective.entry.pruned.blanks
        found = completeness.placeholders(effective.data, own) if own else ()
        return (problem for problem in found if problem.key not in said)
