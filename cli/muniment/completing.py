"""Completion of answers on a terminal: by the word itself, or by what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prompt_toolkit.document import Document

# More than that nobody looks through.
_MOST = 50


class WordsCompleter(Completer):
    """Completes the last part of an answer: `rus` finds `ru`, Russian."""

    def __init__(self, words: Mapping[str, str], between: str) -> None:
        self._words = words
        self._between = between

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002
    ) -> Iterator[Completion]:
        """Yield the words that begin as the part does, then those that it or their meaning has."""
        before = document.text_before_cursor
        part = before.rpartition(self._between)[2].lstrip() if self._between else before
        typed = part.casefold()
        if not typed:
            return
        found = [
            (not word.casefold().startswith(typed), number, word)
            for number, (word, meaning) in enumerate(self._words.items())
            if typed in word.casefold() or f" {typed}" in f" {meaning.casefold()}"
        ]
        for _, _, word in sorted(found)[:_MOST]:
            yield Completion(word, -len(part), display_meta=self._words[word])
