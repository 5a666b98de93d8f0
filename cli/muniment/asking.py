"""Asking a person for what the profile requires and a record lacks, one question at a time.

Each answer is checked where it is typed. Enter alone leaves a thing out; a question mark says that
it is not known, and why: a gap.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from muniment.assigning import assign
from muniment.completeness import lacks
from muniment.demands import takes_gap
from muniment.keys import Path, dotted, plain
from muniment.outline import Key, foremost, outline
from muniment.pruning import prune
from muniment.reading import read
from muniment.reference.drafting import fill
from muniment.wording import gap_field

if TYPE_CHECKING:
    from muniment.demands import Lack
    from muniment.profiles import Profile
    from muniment.suggestions import Suggestions

HELP = "Enter leaves it out; ? says that it is not known, and why; Ctrl-C stops: nothing is written"
_BETWEEN = ";"
_NOT_KNOWN = "?"
# The reasons of a gap (`gap.reason`), as a person would give them.
_REASONS = {
    "not-recorded": "nobody wrote it down",
    "unknown": "nobody knows",
    "sought-not-found": "it was looked for, and not found",
    "withheld": "it is known, and must not be said",
    "not-applicable": "there is no such thing",
}


def complete(
    data: dict[str, Any], profile: Profile, suggestions: Suggestions | None = None
) -> None:
    """Ask, on the terminal, for each thing that `profile` requires and `data` lacks; fill it in.

    No answer leaves the thing out. Raises KeyboardInterrupt where the person breaks off.
    """
    passed_over: set[Path] = set()
    while (found := _next(data, profile, passed_over)) is not None:
        path, lack = found
        key = outline()[plain(path)]
        answer = _asked(data, path, key, suggestions, may_gap=takes_gap(profile, data, lack))
        if answer == _NOT_KNOWN:
            _declare(data, gap_field(lack.paths))
            answer = ""
        if not answer:
            passed_over.add(path)
        for part in _parts(answer, key):
            assign(data, dotted(path), part)
        if key.path == ("source", "citation"):
            # A pasted citation says who holds the original, and who is to be thanked.
            fill(data)


def _next(
    data: dict[str, Any], profile: Profile, passed_over: set[Path]
) -> tuple[Path, Lack] | None:
    pruned = prune(data)
    declared = {gap.get("field") for gap in data.get("gap", ())}
    for lack in lacks(profile, pruned.data):
        path = pruned.shifts.before(_leaf(lack.paths[0]))
        # An id is made from title and date, which are asked for.
        is_due = path not in passed_over and path != ("id",)
        if lack.level == "error" and is_due and gap_field(lack.paths) not in declared:
            return path, lack
    return None


def _leaf(path: Path) -> Path:
    """Go from a missing table to the key in it that matters most: the first that is free text."""
    key = outline()[plain(path)]
    if not key.table or key.short:
        return path
    return (*path, foremost(key.path).path[-1])


def _asked(
    data: dict[str, Any],
    path: Path,
    key: Key,
    suggestions: Suggestions | None,
    *,
    may_gap: bool,
) -> str:
    import questionary

    blank_before = len(prune(data).blanks)

    def right(answer: str) -> bool | str:
        if may_gap and answer.strip() == _NOT_KNOWN:
            return True
        trial = copy.deepcopy(data)
        for part in _parts(answer, key):
            assign(trial, dotted(path), part)
        pruned = prune(trial)
        if len(pruned.blanks) > blank_before:
            return "That says nothing. Where it is not known, leave it empty, or write ? alone."
        problems = [
            problem
            for problem in read(pruned.data).problems
            if problem.key.partition(".")[0] == key.path[0]
        ]
        return f"{problems[0].message}. {problems[0].hint}" if problems else True

    several = f" (several: part them with {_BETWEEN})" if key.many else ""
    words = (
        f"; one of {', '.join(map(str, key.choices))}" if key.choices else f", as in {key.sample}"
    )
    described = key.description.removesuffix(".")
    question = f"{'.'.join(key.path)}: {described}{words}{several}\n "
    prompt = questionary.text(
        question, validate=right, qmark="", completer=_completer(key, suggestions)
    )
    return str(prompt.unsafe_ask()).strip()


def _completer(key: Key, suggestions: Suggestions | None) -> Any:
    """Give what completes an answer by the words for the key, or None where there are none."""
    words = suggestions.of(key) if suggestions else {}
    if not words:
        return None
    from muniment.completing import WordsCompleter

    return WordsCompleter(words, _BETWEEN if key.many else "")


def _declare(data: dict[str, Any], field: str) -> None:
    """Ask why something is not known, and add the gap that says so."""
    import questionary

    chosen = questionary.select(
        f"Why is {field} not known?",
        choices=[questionary.Choice(words, reason) for reason, words in _REASONS.items()],
        qmark="",
    ).unsafe_ask()
    looked = "Where was it looked for?" if chosen == "sought-not-found" else "What is to be said?"
    must = "Say where: the next one need not look there again."

    def right(answer: str) -> bool | str:
        return bool(answer.strip()) or chosen != "sought-not-found" or must

    note = str(questionary.text(f"{looked}\n ", validate=right, qmark="").unsafe_ask()).strip()
    gap = {"field": field, "reason": chosen, **({"note": note} if note else {})}
    data.setdefault("gap", []).append(gap)


def _parts(answer: str, key: Key) -> list[str]:
    if not answer.strip():
        return []
    parts = answer.split(_BETWEEN) if key.many else [answer]
    return [part.strip() for part in parts if part.strip()]
