"""`muniment readers`: what drafts of records can be made from."""

from __future__ import annotations

from typing import Annotated

import typer

from muniment.commands.options import require_known


def readers(
    name: Annotated[
        str | None, typer.Argument(help="Print the manual of this reader, with its settings.")
    ] = None,
) -> None:
    """List the readers, each with what it reads, or print the manual of one."""
    import inspect

    from muniment.options import told
    from muniment.readers import READERS, reader_named

    if name is None:
        for each in READERS:
            print(f"{each}: {(reader_named(each).__doc__ or '').splitlines()[0]}")
        return
    require_known("reader", name, READERS)
    print(f"{name}\n\n{inspect.cleandoc(reader_named(name).__doc__ or '')}")
    for line in told(f"import.{name}", READERS[name]):
        print(line)
