"""What the rules say of records: of several at once, rule by rule, which is the fastest."""

from __future__ import annotations

from itertools import chain
from operator import is_
from typing import TYPE_CHECKING

from muniment import texts
from muniment.placing import Claim, limited
from muniment.rules import Settings, checks_by_need, checks_of_rights, text_checks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.catalogue import Catalogue, Effective
    from muniment.leanings import Leanings
    from muniment.lint_settings import LintSettings
    from muniment.record import Record
    from muniment.recordfile import RecordFile
    from muniment.rights_tables import Rights


class Rulings:
    """Asks the rules about records."""

    def __init__(
        self, settings: LintSettings, catalogue: Catalogue, leanings: Leanings | None
    ) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._leanings = leanings
        self._checks = checks_by_need()
        self._checks_of_rights = checks_of_rights()
        self._text_checks = text_checks()
        # Of these no rule about rights had anything to say.
        self._sound_rights: tuple[Rights, ...] = ()

    def claims(self, effectives: Sequence[Effective], profiles: Sequence[str]) -> list[list[Claim]]:
        """Give what the rules say of each record, by its profile; of one not read, nothing."""
        told: list[list[Claim]] = [[] for _ in effectives]
        asked = [
            (effective.record, self._of_rules(effective.entry.file, profile), said, effective.data)
            for effective, profile, said in zip(effectives, profiles, told, strict=True)
            if effective.entry.is_read
        ]
        for key, rules in self._checks.items():
            concerned = [each for each in asked if key in each[3]] if key else asked
            for rule, check in rules if concerned else ():
                for record, settings, said, _ in concerned:
                    if problems := check(record, settings):
                        said.extend(Claim(rule, each, of_record=True) for each in limited(problems))
        for record, settings, said, _ in asked:
            self._judge_rights(record, settings, said)
        for effective, said in zip(effectives, told, strict=True):
            if not effective.entry.pruned.is_plain and effective.entry.is_read:
                said.extend(self._of_texts(effective.entry.file))
        return told

    def _judge_rights(self, record: Record, settings: Settings, said: list[Claim]) -> None:
        """Add to `said` what rules about rights say; of the very tables before, nothing is said."""
        rights, sound = record.rights, self._sound_rights
        if len(rights) == len(sound) and all(map(is_, rights, sound)):
            return
        is_sound = True
        for rule, check in self._checks_of_rights:
            problems = check(record, settings)
            if problems != ():
                is_sound = False
                said.extend(Claim(rule, each, of_record=True) for each in limited(problems))
        if is_sound:
            self._sound_rights = rights

    def _of_rules(self, file: RecordFile, profile: str) -> Settings:
        """Give what the rules may ask of a file's surroundings."""
        asked = self._settings
        return Settings(
            file.path, asked.today, asked.committed, profile, asked.rights_uris,
            self._catalogue, self._leanings,
        )  # fmt: skip

    def _of_texts(self, file: RecordFile) -> Iterator[Claim]:
        """Yield what the rules say of single texts of a file."""
        odd = texts.odd(file.data or {})
        for rule, check_text in self._text_checks if odd else ():
            said = chain.from_iterable(check_text(key, text) for key, text in odd)
            for problem in limited(said):
                yield Claim(rule, problem, of_record=False)
