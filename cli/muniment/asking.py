"""Asking a person for what the profile requires and a record lacks, one question at a time."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from muniment.assigning import assign
from muniment.completeness import lacks
from muniment.keys import Path, dotted, plain
from muniment.outline import Key, foremost, outline
from muniment.pruning import prune
from muniment.reading import read
from muniment.reference.drafting import fill

if TYPE_CHECKING:
    from muniment.profiles import Profile

_BETWEEN = ";"


def complete(data: dict[str, Any], profile: Profile) -> None:
    """Ask, on the terminal, for each thing that `profile` requires and `data` lacks; fill it in.

    No answer leaves the thing out. Raises KeyboardInterrupt where the person breaks off.
    """
    passed_over: set[Path] = set()
    while (path := _next(data, profile, passed_over)) is not None:
        key = outline()[plain(path)]
        answer = _asked(data, path, key)
        if not answer:
            passed_over.add(path)
        for part in _parts(answer, key):
            assign(data, dotted(path), part)
        if key.path == ("source", "citation"):
            # A pasted citation says who holds the original, and who is to be thanked.
            fill(data)


def _next(data: dict[str, Any], profile: Profile, passed_over: set[Path]) -> Path | None:
    pruned = prune(data)
    for lack in lacks(profile, pruned.data):
        path = pruned.shifts.before(_leaf(lack.paths[0]))
        # An id is made from title and date, which are asked for.
        if lack.level == "error" and path not in passed_over and path != ("id",):
            return path
    return None


def _leaf(path: Path) -> Path:
    """Go from a missing table to the key in it that matters most: the first that is free text."""
    key = outline()[plain(path)]
    if key.table is None or key.short:
        return path
    return (*path, foremost(key.path).path[-1])


def _asked(data: dict[str, Any], path: Path, key: Key) -> str:
    import questionary

    blank_before = len(prune(data).blanks)

    def right(answer: str) -> bool | str:
        trial = copy.deepcopy(data)
        for part in _parts(answer, key):
            assign(trial, dotted(path), part)
        pruned = prune(trial)
        if len(pruned.blanks) > blank_before:
            return "That says nothing. Where it is not known, leave it empty."
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
    question = f"{'.'.join(key.path)}: {key.description}{words}{several}\n "
    answer = questionary.text(question, validate=right, qmark="").unsafe_ask()
    return str(answer).strip()


def _parts(answer: str, key: Key) -> list[str]:
    if not answer.strip():
        return []
    parts = answer.split(_BETWEEN) if key.many else [answer]
    return [part.strip() for part in parts if part.strip()]
