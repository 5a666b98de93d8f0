"""`muniment readers`: what drafts of records can be made from."""

from __future__ import annotations

from typing import Annotated

import typer


def readers(
    name: Annotated[
        str | None, typer.Argument(help="Print the manual of this reader, with its settings.")
    ] = None,
) -> None:
    """List the readers, each with what it reads, or print the manual of one."""
    import inspect

    from muniment.errors import MunimentError
    from muniment.options import told
    from muniment.readers import READERS, reader_named
    from muniment.vocabularies import nearest

    if name is None:
        for each in READERS:
            print(f"{each}: {(reader_named(each).__doc__ or '').splitlines()[0]}")
        return
    if name not in READERS:
        likely = nearest(name, READERS)
        raise MunimentError(
            f"there is no reader {name!r}. "
            + (f"Did you mean {likely}?" if likely else f"There are: {', '.join(READERS)}.")
        )
    print(f"{name}\n\n{inspect.cleandoc(reader_named(name).__doc__ or '')}")
    for line in told(f"import.{name}", READERS[name]):
        print(line)
