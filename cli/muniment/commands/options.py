"""Options that several commands take, and choices that come from the registries."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from muniment.errors import MunimentError
from muniment.visible import visible
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Paths = Annotated[
    list[str] | None,
    typer.Argument(help="Records, or folders of them.", metavar="[PATHS]...", show_default=False),
]
Records = Annotated[
    str | None,
    typer.Option(
        "--records",
        metavar="DIR",
        help="The records folder. [default: the configuration's, or records]",
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="NAME|FILE", help="What a record must hold. [default: archival]"
    ),
]


def choice(words: Iterable[str]) -> Callable[[str], str]:
    """Make a parser of an option that takes one of `words`."""
    known = tuple(words)

    def parse(value: str) -> str:
        if value in known:
            return value
        likely = nearest(value, known)
        more = f"Did you mean {likely}?" if likely else f"Choose one of: {', '.join(known)}."
        raise typer.BadParameter(f"there is no {value!r} here. {more}")

    parse.__name__ = "name"
    return parse


def require_known(what: str, name: str, known: Iterable[str]) -> None:
    """Raise MunimentError where there is no rule, format or reader of that name."""
    names = tuple(known)
    if name not in names:
        likely = nearest(name, names)
        more = f"Did you mean {likely}?" if likely else f"There are: {', '.join(names)}."
        raise MunimentError(f"there is no {what} {name!r}. {more}")


def pair(option: str, given: str, example: str = "") -> tuple[str, str]:
    """Part KEY=VALUE, as it was given for an option. Raises MunimentError without a `=`."""
    key, equals, value = given.partition("=")
    if not equals:
        raise MunimentError(f"{option} {given}: write KEY=VALUE{example}")
    return key.strip(), value


def pairs(given: Iterable[str] | None) -> dict[str, str]:
    """Part each KEY=VALUE of `--option`. Raises MunimentError where there is no `=`."""
    return dict(pair("--option", each) for each in given or ())


def say(lines: Iterable[str]) -> None:
    """Print lines for the person at the terminal: on standard error, so that output stays clean."""
    for line in lines:
        print(f"muniment: {visible(line)}", file=sys.stderr)
