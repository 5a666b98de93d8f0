"""Which findings are wanted, and how grave each rule's are: what the institution has chosen.

`select` and `ignore` hold rules (`spaces`), or a rule and a key (`spaces:title`), which stands for
what is below it as well, with indices or without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.errors import MunimentError
from muniment.ignores import NEVER, why_never
from muniment.keys import path, plain
from muniment.rules import RULES
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from muniment.finding import Finding

LEVELS = ("error", "warning", "note", "off")
_GRAVITY = {"note": 0, "warning": 1, "error": 2}


class Choice(NamedTuple):
    """What is chosen: all that `select` names (empty: everything), but what `ignore` names."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()

    def over(self, other: Choice) -> Choice:
        """Give this choice with what another, made before it, says beside it."""
        levels = {**dict(other.levels), **dict(self.levels)}
        ignore = (*other.ignore, *self.ignore)
        return Choice(self.select or other.select, ignore, tuple(levels.items()))

    def asks(self, rule: str) -> bool:
        """Tell whether findings of a rule may be wanted."""
        if rule in self.ignore or dict(self.levels).get(rule) == "off":
            return False
        return not self.select or any(_rule(each) == rule for each in self.select)

    def of(self, findings: list[Finding]) -> list[Finding]:
        """Give the findings that are wanted, with the level that was chosen for each."""
        if self == _ALL:
            return findings
        levels = dict(self.levels)
        return [_at_level(found, levels) for found in findings if self._wants(found)]

    def _wants(self, found: Finding) -> bool:
        if not self.asks(found.rule) or any(_matches(each, found) for each in self.ignore):
            return False
        return not self.select or any(_matches(each, found) for each in self.select)


_ALL = Choice()


def _rule(pick: str) -> str:
    return pick.partition(":")[0]


def _matches(pick: str, found: Finding) -> bool:
    rule, _, key = pick.partition(":")
    if rule != found.rule:
        return False
    wanted, there = path(key), path(found.key)
    return wanted in (there[: len(wanted)], plain(there)[: len(wanted)])


def _at_level(found: Finding, levels: Mapping[str, str]) -> Finding:
    """Give a finding the level chosen for its rule; one that is less grave by its case stays so."""
    chosen = levels.get(found.rule)
    if chosen is None or found.level == "note":
        return found
    usual = RULES[found.rule].LEVEL
    if _GRAVITY[found.level] < _GRAVITY[usual] and _GRAVITY[chosen] >= _GRAVITY[found.level]:
        return found
    return found._replace(level=chosen)  # type: ignore[arg-type]


def checked(picks: Iterable[str], where: str) -> tuple[str, ...]:
    """Check rules, or rules with keys, that were written `where`. Raises MunimentError."""
    result = tuple(picks)
    for pick in result:
        known(_rule(pick), where)
    return result


def ignorable(picks: Iterable[str], where: str) -> tuple[str, ...]:
    """Check what is to be ignored, as `checked` does; some rules cannot be."""
    result = checked(picks, where)
    for rule in map(_rule, result):
        if rule in NEVER:
            raise MunimentError(f"{where}: {rule} cannot be ignored: {why_never(rule)}")
    return result


def known(rule: str, where: str) -> None:
    """Raise MunimentError unless there is a rule of that name."""
    if rule not in RULES:
        likely = nearest(rule, RULES)
        more = f"Did you mean {likely}?" if likely else "muniment rules lists them."
        raise MunimentError(f"{where}: there is no rule {rule!r}. {more}")
