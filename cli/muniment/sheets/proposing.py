"""A mapping that the headings of a sheet propose: to be looked at, or used where all is certain."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from muniment.errors import MunimentError
from muniment.keys import path as path_of
from muniment.outline import outline
from muniment.sheets.drafting import headings
from muniment.sheets.headings import Meaning, meaning
from muniment.sheets.mapping import Column, Mapping, spaced
from muniment.sheets.values import is_ordered, takes_order
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.sheets.cells import Row

_BARS = ("||", "|")
_TEXTS = frozenset({"rights", "access", "provenance", "local", "source"})
# So many values of a column that is not understood are shown, cut to so many letters.
_EXAMPLES, _LONGEST = 3, 40
# Beyond, a sheet does not say anything new of what parts values.
_MOST_ROWS = 200_000


class Guess(NamedTuple):
    """What a heading was taken for; `doubt` says why that is not certain."""

    heading: str
    meaning: Meaning | None
    separator: str
    doubt: str
    examples: tuple[str, ...]


class Proposal(NamedTuple):
    """What all the headings of a sheet were taken for, and the order of its days, if they tell."""

    guesses: tuple[Guess, ...]
    order: str

    @property
    def doubts(self) -> list[str]:
        """The headings that are not certain."""
        return [shown(each.heading) for each in self.guesses if each.doubt]

    def mapping(self) -> Mapping:
        """Give the mapping, for use where nothing is in doubt."""
        columns = [_column(each) for each in self.guesses if each.meaning and each.meaning.keys]
        known = {each.heading for each in self.guesses if each.meaning}
        return Mapping(tuple(columns), frozenset(known - {each.heading for each in columns}))


def propose(rows: Iterator[Row], file: str, separator: str = "") -> Proposal:
    """Look at the headings of a sheet, and at what parts the values below them."""
    heading = headings(rows, file)
    names = [spaced(heading.cell(at)) for at in range(len(heading.cells))]
    found = [(at, name) for at, name in enumerate(names) if name]
    if not found:
        raise MunimentError(f"{file}: has no headings: the first row is empty")
    seen = {at: _Seen() for at, _ in found}
    for row in islice(rows, _MOST_ROWS):
        for at, of_column in seen.items():
            of_column.look(row.cell(at))
    times = Counter(name for _, name in found)
    bars = {bar for of_column in seen.values() for bar in of_column.bars}
    common = separator or ("||" if "||" in bars else "|")
    guesses = [_guess(name, seen[at], common, times[name]) for at, name in found]
    orders = {
        each.order for (at, _), guess in zip(found, guesses, strict=True)
        if _is_date(guess) for each in [seen[at]] if each.order
    }  # fmt: skip
    order = orders.pop() if len(orders) == 1 else ""
    return Proposal(tuple(_without_rivals(guesses)), order)


class _Seen:
    """What was seen in a column: what may part its values, and how its days are written."""

    def __init__(self) -> None:
        self.bars: set[str] = set()
        self.has_semicolons = False
        self.examples: list[str] = []
        self._orders: set[str] = set()

    def look(self, text: str) -> None:
        """Look at one cell."""
        if not text:
            return
        if "|" in text:
            self.bars.add("||" if "||" in text else "|")
        self.has_semicolons = self.has_semicolons or ";" in text
        if len(self.examples) < _EXAMPLES and text not in self.examples:
            self.examples.append(text)
        if order := takes_order(text):
            self._orders.add(order)

    @property
    def order(self) -> str:
        """The order of day and month, where the days that have but one leave no doubt."""
        return next(iter(self._orders)) if len(self._orders) == 1 else ""


def _guess(name: str, seen: _Seen, common: str, times: int) -> Guess:
    found = meaning(name)
    examples = tuple(seen.examples)
    if found is None:
        return Guess(name, None, "", "not understood", examples)
    if not found.keys:
        return Guess(name, found, "", "", examples)
    doubt = "" if found.is_certain else "may mean something else"
    doubt = "stands more than once" if times > 1 else doubt
    separator = ""
    if found.dialect in ("terms", "dspace", "islandora"):
        separator = "||" if found.dialect == "dspace" and common == "|" else common
        separator = "" if _holds_one(found) else separator
    elif _may_part(found):
        separator = next((bar for bar in _BARS if bar in seen.bars), "")
        if not separator and seen.has_semicolons:
            separator, doubt = ";", doubt or "a semicolon may part its values, or not"
    return Guess(name, found, separator, doubt, examples)


def _holds_one(found: Meaning) -> bool:
    return len(found.keys) == 1 and found.keys[0] in ("id", "local.collection", "local.note")


def _may_part(found: Meaning) -> bool:
    key = found.keys[0]
    top = outline().get((key.partition(".")[0],))
    return bool(top and top.many) and key.partition(".")[0] not in _TEXTS


def _is_date(guess: Guess) -> bool:
    keys = guess.meaning.keys if guess.meaning else ()
    return any(is_ordered(tuple(key.split("."))) for key in keys)


def _without_rivals(guesses: list[Guess]) -> Iterator[Guess]:
    """Yield guesses, in doubt where two columns are taken for a key that holds one value."""
    taken: dict[tuple[str, ...], str] = {}
    for each in guesses:
        keys = each.meaning.keys if each.meaning else ()
        key = outline().get(tuple(keys[-1].split("."))) if keys else None
        if key and not key.many and "." not in keys[-1] and keys != ("description",):
            other = taken.setdefault(keys, each.heading)
            if other != each.heading and not each.doubt:
                yield each._replace(doubt=f"is what {shown(other)} was taken for as well")
                continue
        yield each


def _column(guess: Guess) -> Column:
    found = guess.meaning
    assert found is not None
    keys = tuple(path_of(key) for key in found.keys)
    return Column(
        guess.heading, keys, guess.separator, found.lang, found.also, found.apart, found.labelled
    )


def written(proposal: Proposal, file: str, reader: str) -> str:
    """Write a proposal as the text of a mapping file, with what is in doubt as comments."""
    lines = [
        f"# Proposed for {file}. Look at each line, save it, and give it as in",
        f"#   muniment import {file} --from {reader} --option mapping=mapping.toml",
        "",
        "[columns]",
    ]
    for guess in proposal.guesses:
        lines.extend(_lines(guess))
    lines += [
        "",
        "[constants]",
        '# "rights.contact.name" = "..."      # the same in every record',
        "",
        "[dates]",
    ]
    if proposal.order:
        lines.append(f'order = "{proposal.order}"      # so those days are written that tell')
    else:
        lines.append('# order = "day-month-year"      # of 3/4/1953; or "month-day-year"')
    return "\n".join(lines) + "\n"


def _lines(guess: Guess) -> Iterator[str]:
    name = _quoted(guess.heading)
    if guess.meaning is None:
        shortened = (
            each if len(each) < _LONGEST else each[:_LONGEST] + "..." for each in guess.examples
        )
        seen = ", ".join(_quoted(each) for each in shortened)
        yield f"# not understood{': ' if seen else ''}{seen}"
        yield f'# {name} = ""'
    elif not guess.meaning.keys:
        yield f'{name} = ""      # nothing for a record'
    else:
        doubt = f"      # {guess.doubt}" if guess.doubt else ""
        mark = "# " if guess.doubt == "stands more than once" else ""
        yield f"{mark}{name} = {_said(guess)}{doubt}"


def _said(guess: Guess) -> str:
    found = guess.meaning
    assert found is not None
    texts = [_quoted(key) for key in found.keys]
    key = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    parts = [f"key = {key}"]
    parts += [f"separator = {_quoted(guess.separator)}"] if guess.separator else []
    parts += [f"lang = {_quoted(found.lang)}"] if found.lang else []
    if found.also:
        inner = ", ".join(f"{name} = {_quoted(text)}" for name, text in found.also)
        parts.append(f"with = {{ {inner} }}")
    parts += ["apart = true"] if found.apart else []
    parts += ["labelled = true"] if found.labelled else []
    return key if len(parts) == 1 else f"{{ {', '.join(parts)} }}"


def _quoted(text: str) -> str:
    """Write a text as TOML has it on one line, with what is not seen as escapes."""
    return "".join(
        char if char.isprintable() else f"\\U{ord(char):08x}"
        for char in json.dumps(text, ensure_ascii=False)
    )
