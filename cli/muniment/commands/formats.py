"""`muniment formats`: what records can be exported to."""

from __future__ import annotations


def formats() -> None:
    """List the formats of export, each with what it is for."""
    from muniment.formats import FORMATS, format_named

    for name in FORMATS:
        print(f"{name}: {(format_named(name).__doc__ or '').splitlines()[0]}")
