"""The rules: each is a module whose name is its id, whose docstring is its manual, run by a test.

To add one: write `rules/<name>.py` with a docstring (the demand in the first line, then `Passes:`
and `Fails:`), a LEVEL, and `check(record, settings)`, which gives Problems; name it in RULES. Where
it has nothing to look at, as in most records, it gives () at once, which is the fastest.
A rule about single texts has `check_text(key, text)` instead, and its pattern in `texts.ODD`: it is
shown each text of the file in which that pattern is found, by its dotted key in the file.
A rule with neither is about what stands in the way of a record: the file's bytes, its syntax,
its keys, what it lacks. Those are found on the way to the record, and `lint` gives them the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from muniment.rules import (
    control_characters,
    date_form,
    encoding,
    gap_beside_value,
    gap_unexplained,
    html_in_text,
    id_file_name,
    missing,
    mojibake,
    part_of,
    placeholder,
    private_key,
    record_modified,
    rights_uri_form,
    shape,
    size,
    spaces,
    syntax,
    unused_ignore,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from muniment.finding import Level, Problem
    from muniment.record import Record

    Check = Callable[["Record", "Settings"], Iterable["Problem"]]
    TextCheck = Callable[[str, str], Iterable["Problem"]]


class Settings(NamedTuple):
    """What a rule may ask beside the record: the file's path, and today as an ISO date.

    `committed` gives what `record.modified` was at the last commit, for the files (by path) that
    have changed since.
    """

    file: str
    today: str
    committed: Mapping[str, str] = {}


class Rule(Protocol):
    """What a module of this folder offers; `check` or `check_text` too, where it judges records.

    A rule whose problems may carry edits, which are then safe, says so: `FIXES = True`.
    """

    __doc__: str | None
    LEVEL: Level


_MODULES = (
    control_characters, date_form, encoding, gap_beside_value, gap_unexplained, html_in_text,
    id_file_name, missing, mojibake, part_of, placeholder, private_key, record_modified,
    rights_uri_form, shape,
    size, spaces, syntax, unused_ignore,
)  # fmt: skip

RULES: dict[str, Rule] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): cast("Rule", module)
    for module in _MODULES
}


def checks() -> list[tuple[str, Check]]:
    """Give the rules that judge a record: id and function."""
    return [(name, rule.check) for name, rule in RULES.items() if hasattr(rule, "check")]


def text_checks() -> list[tuple[str, TextCheck]]:
    """Give the rules that judge single texts: id and function."""
    return [(name, rule.check_text) for name, rule in RULES.items() if hasattr(rule, "check_text")]
