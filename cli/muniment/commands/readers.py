"""`muniment readers`: what drafts of records can be made from."""

from __future__ import annotations


def readers() -> None:
    """List the readers, each with what it reads."""
    from muniment.readers import READERS, reader_named

    for name in READERS:
        print(f"{name}: {(reader_named(name).__doc__ or '').splitlines()[0]}")
