"""A run over many files: what is known of them, what is judged, and what they say of each other.

What is known costs nothing: who judges is loaded when there is something to judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Batch
from muniment.keys import INHERITED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.cache import Cache, Verdicts
    from muniment.collisions import Facts
    from muniment.finding import Finding
    from muniment.lint_settings import LintSettings


def run(
    files: Sequence[str], settings: LintSettings, jobs: int = 0, cache: Cache | None = None
) -> Iterator[Batch]:
    """Judge `files`, and yield what was found in their order; `jobs` 0 is as many as help.

    What `cache` knows is not judged again, and what it does not know is kept in it. Findings in
    values that were taken from files not among these come in a last batch.
    """
    job = _Run(files, settings, cache)
    said: set[int] = set()
    elsewhere: set[Finding] = set()
    for batch in job.batches(jobs):
        # A level above is often among the files itself, and has then said the same already.
        said.update(hash(found) for found in batch.findings if _may_be_taken(found))
        elsewhere.update(batch.elsewhere)
        yield batch
    left = sorted(found for found in elsewhere if hash(found) not in said)
    if left:
        yield Batch(0, left, [], [])
    if found := job.across():
        yield Batch(0, found, [], [])
    job.keep()


def _may_be_taken(found: Finding) -> bool:
    return found.key.partition(".")[0] in INHERITED


class _Run:
    """The files of a run, and what is gathered of them: facts, and verdicts to be kept."""

    def __init__(self, files: Sequence[str], settings: LintSettings, cache: Cache | None) -> None:
        self._files = files
        self._settings = settings
        self._cache = cache
        self._facts: Facts | None = None
        self._verdicts: Verdicts | None = None
        self._is_calm = False
        if len(files) > 1:
            from muniment.collisions import Facts

            self._facts = Facts()

    def batches(self, jobs: int) -> Iterator[Batch]:
        """Yield what is known of the files, and what they give that are judged."""
        misses: Sequence[int] = range(len(self._files))
        told: dict[int, str] = {}
        if self._cache:
            misses, told = self._cache.known(self._files, self._facts)
        due = sorted(told, reverse=True)
        if misses or not self._files:
            for last, batch in self._judged(misses, jobs):
                before: list[Batch] = []
                while due and due[-1] < last:
                    number = due.pop()
                    before.append(self._told(number, told[number]))
                yield _joined(batch, before) if before else batch
        for number in reversed(due):
            yield self._told(number, told[number])
        yield Batch(len(self._files) - len(misses), [], [], [])

    def _judged(self, misses: Sequence[int], jobs: int) -> Iterator[tuple[int, Batch]]:
        """Yield what files give that are judged, with the number of the last of them."""
        from muniment.workers import judged

        since = self._cache.since if self._cache else None
        for last, sent in judged(self._files, misses, self._settings, jobs, since):
            if self._facts:
                self._facts.extend(sent.facts)
            else:
                self._facts = sent.facts
            if self._verdicts:
                self._verdicts.extend(sent.verdicts)
            else:
                self._verdicts = sent.verdicts
            yield last, sent.batch

    def _told(self, number: int, text: str) -> Batch:
        """Give what was found in a file when it was judged last."""
        from muniment.telling import heard

        try:
            return Batch(0, *heard(text), [])
        except ValueError:
            # Somebody wrote into the cache.
            ((_, batch),) = self._judged([number], 1)
            return batch._replace(files=0)

    def across(self) -> list[Finding]:
        """Give what the rules across records say of the files."""
        if self._facts is None or len(self._files) == 1:
            return []
        found = [] if self._cache and self._cache.is_calm else self._compared(self._facts)
        self._is_calm = not found
        return found

    def _compared(self, facts: Facts) -> list[Finding]:
        suspects = facts.collisions(len(self._files))
        if not suspects:
            return []
        from muniment.lint import Linter
        from muniment.neighbours import across

        return across(self._files, suspects, Linter(self._settings))

    def keep(self) -> None:
        """Keep what was judged."""
        if self._cache:
            from muniment.cache import Verdicts

            facts = self._facts.numbers() if self._facts else {}
            verdicts = self._verdicts or Verdicts()
            self._cache.keep(self._files, verdicts, facts, is_calm=self._is_calm)


def _joined(batch: Batch, others: Sequence[Batch]) -> Batch:
    """Give a batch with what is known of files that stand among its own."""
    findings = [*batch.findings, *(found for other in others for found in other.findings)]
    elsewhere = [*batch.elsewhere, *(found for other in others for found in other.elsewhere)]
    # The order of the findings of one file stays, and that of the files is that of their names.
    return Batch(
        batch.files, sorted(findings, key=lambda found: found.file), elsewhere, batch.complaints
    )
