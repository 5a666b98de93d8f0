"""The settings that formats and readers have of their own: what they are, and what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.errors import MunimentError
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Option(NamedTuple):
    """A setting of a format or reader: what it is, and an example.

    `choices` are the words that it takes, the first of them if nothing is set; without choices it
    takes any text.
    """

    description: str
    example: str
    choices: tuple[str, ...] = ()
    required: bool = False


def chosen(
    where: str, known: Mapping[str, Option], configured: Mapping[str, Any], given: Mapping[str, str]
) -> Mapping[str, str]:
    """Give the options of a format or reader: those given for the run, else the configuration's.

    `where` is the table of the configuration that they stand in, such as `export.edm`; `configured`
    the table above it, of which texts hold for each that has such an option. Raises MunimentError
    where an option that is needed is set nowhere, or a word is none that it takes.
    """
    name = where.rpartition(".")[2]
    for key in given:
        if key not in known:
            likely = nearest(key, known)
            more = f"Did you mean {likely}?" if likely else f"It has: {', '.join(known) or 'none'}."
            raise MunimentError(f"{name} has no option {key!r}. {more}")
    found = {key: text for key, text in configured.items() if key in known}
    found |= {**configured.get(name, {}), **given}
    for key, option in known.items():
        if option.choices and found.setdefault(key, option.choices[0]) not in option.choices:
            raise MunimentError(
                f"{name}: {key} is one of {', '.join(option.choices)}, not {found[key]!r}"
            )
        if option.required and not found.get(key, "").strip():
            raise MunimentError(
                f"{name} needs {key}: {option.description} Add this to muniment.toml:\n"
                f'[{where}]\n{key} = "{option.example}"'
            )
    return found


def told(where: str, known: Mapping[str, Option]) -> Iterator[str]:
    """Yield the lines of a manual about settings; `where` is their table in the configuration."""
    if known:
        yield f"\nSettings, under [{where}] in muniment.toml or as --option KEY=VALUE:"
    for key, option in known.items():
        words = f" One of {', '.join(option.choices)}." if option.choices else ""
        needed = " Needed." if option.required else ""
        yield f'  {key} = "{option.example}"\n    {option.description}{words}{needed}'
