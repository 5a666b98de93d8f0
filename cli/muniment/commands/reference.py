"""`muniment reference`: a citation as JSON, by archive, level and credit; and back."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from muniment.errors import MunimentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.reference import Archive

# No text has a line break in it, in JSON: what has one is between texts.
_SHORT = re.compile(r"(\{|\[)\n([^\n\[{]+(?:\n[^\n\[{]+)?)\n\s*(\}|\])")
_BREAK = re.compile(r"\n\s*")
# Of bytes in a line: no line that is read is longer, whatever its letters.
_LONGEST = 100_000


def reference(
    citation: Annotated[
        str | None,
        typer.Argument(
            metavar="CITATION",
            help="The citation. [default: standard input, one a line]",
            show_default=False,
        ),
    ] = None,
    back: Annotated[
        bool,
        typer.Option("--back", help="Read such JSON, and print the citation it stands for."),
    ] = False,
) -> None:
    """Read an archival reference, and print it as JSON: who holds it, where, who is credited.

    Values stay as they are written; what is not understood is in "rest". Of several citations,
    one on each line of standard input, each gives one line. Exit status 0, or 2 where something
    cannot be read at all.
    """
    if citation is not None:
        print(_cited(citation, "the JSON") if back else _told(citation, indent=2))
        return
    if sys.stdin is None or sys.stdin.isatty():
        raise MunimentError('give a citation: muniment reference "APRF, f. 45, op. 1, d. 343"')
    for number, line in enumerate(_lines(), 1):
        print(_cited(line, f"line {number}") if back else _told(line, indent=None))


def _lines() -> Iterator[str]:
    number = 0
    while raw := sys.stdin.buffer.readline(_LONGEST + 1):
        number += 1
        if len(raw) > _LONGEST:
            raise MunimentError(f"line {number}: is over {_LONGEST:,} bytes, and no citation")
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise MunimentError(
                f"line {number}: is not UTF-8 (at byte {error.start + 1})"
            ) from None


def _told(text: str, *, indent: int | None) -> str:
    from muniment.reference import read

    told = json.dumps(read(text).as_data(), ensure_ascii=False, indent=indent)
    # A step of a reference is one line, and so is a list of names.
    return _SHORT.sub(
        lambda found: f"{found[1]}{_BREAK.sub(' ', found[2]).strip()}{found[3]}", told
    )


def _cited(text: str, where: str) -> str:
    from muniment.reference.citing import cite

    try:
        data = json.loads(text)
        archives = [_archive(each) for each in list.copy(data["archives"])]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise MunimentError(
            f'{where}: is not what muniment reference prints: {{"archives": [...], ...}}'
        ) from None
    return "; ".join(cite(archive) for archive in archives)


def _archive(data: dict[str, Any]) -> Archive:
    from muniment.reference import Archive, Part

    parts = tuple(Part(each["level"], each["value"]) for each in data["reference"])
    texts = [
        data.get("name") or "",
        data.get("siglum") or "",
        *(text for part in parts for text in part),
    ]
    # A citation is one line, and is told in one.
    if not all(isinstance(text, str) and text.isprintable() for text in texts):
        raise TypeError
    return Archive(data.get("name"), data.get("siglum"), reference=parts)
