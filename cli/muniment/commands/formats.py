"""`muniment formats`: what records can be exported to, and what each format keeps of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from muniment.commands.options import require_known

if TYPE_CHECKING:
    from collections.abc import Iterator


def formats(
    name: Annotated[
        str | None, typer.Argument(help="Print the manual of this format: its settings, its loss.")
    ] = None,
) -> None:
    """List the formats of export, each with what it is for, or print the manual of one."""
    from muniment.formats import FORMATS, format_named

    if name is None:
        for each in FORMATS:
            print(f"{each}: {(format_named(each).__doc__ or '').splitlines()[0]}")
        return
    require_known("format", name, FORMATS)
    print("\n".join(_manual(name)))


def _manual(name: str) -> Iterator[str]:
    """Yield the lines of a format's manual."""
    import inspect

    from muniment.formats import FORMATS, format_named
    from muniment.keeping import keeping
    from muniment.options import told

    yield f"{name}\n\n{inspect.cleandoc(format_named(name).__doc__ or '')}"
    yield from told(f"export.{name}", FORMATS[name])
    kept = keeping(name)
    if kept.never:
        yield f"\nIt has no place for: {', '.join(kept.never)}."
    if kept.at_times:
        yield f"It carries of some tables only: {', '.join(kept.at_times)}."
