"""`muniment withdraw`: a record is emptied to a tombstone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from muniment.commands.options import Records, say
from muniment.errors import MunimentError

if TYPE_CHECKING:
    from muniment.catalogue import Entry


def withdraw(
    id: Annotated[str, typer.Argument(metavar="ID", help="The record's id, or its path.")],
    reason: Annotated[
        str, typer.Option(help="Why: whoever comes by an old link reads it.", show_default=False)
    ],
    title: Annotated[
        str | None,
        typer.Option(help="Another title, where the title itself must not stay.", metavar="TEXT"),
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Who withdrew it. Never exported.", metavar="NAME")
    ] = None,
    discard: Annotated[
        bool,
        typer.Option("--discard", help="Do it even where git does not keep what the record was."),
    ] = False,
    records: Records = None,
) -> None:
    """Empty a record to its tombstone: id, title, and when and why it was withdrawn.

    Exports leave it out from then on; lint asks no more of it. What it was stays in the history of
    git, and is told how that can be cleared as well.
    """
    from muniment import config, history, writing
    from muniment.catalogue import Catalogue
    from muniment.clock import today
    from muniment.listing import shown

    folder = records or config.load().records
    found = Catalogue(folder).named(id)
    path = found.file.path
    if found.reading.record.is_withdrawn:
        raise MunimentError(f"{shown(path)} is withdrawn already")
    kept = history.keeps(path)
    if not kept and not discard:
        raise MunimentError(
            f"{shown(path)} has not been committed to git as it is, so nothing would keep what it "
            "was. Commit it first, or give --discard."
        )
    data = _tombstone(found, reason, today(), title, by)
    text = writing.layout(data, _schema_of(found.file.text))
    writing.replace(path, [text.encode("utf-8")])
    print(f"{shown(path)} is withdrawn: it keeps its id, its title, and the reason")
    say(_advice(shown(path), data["id"], kept=kept))
    say(_children(folder, data["id"]))


def _tombstone(
    found: Entry, reason: str, today: str, title: str | None, by: str | None
) -> dict[str, Any]:
    old: dict[str, Any] = found.file.data or {}
    about = old.get("record", {})
    if not reason.strip():
        raise MunimentError("--reason: say why, in words that whoever asks for it may read")
    withdrawn = {"date": today, "reason": reason.strip(), **({"by": by} if by else {})}
    return {
        "id": found.reading.record.id or found.file.path.rpartition("/")[2].removesuffix(".toml"),
        "title": title or old.get("title", ""),
        "record": {
            "schema": 1,
            "status": "withdrawn",
            **({"created": about["created"]} if "created" in about else {}),
            "modified": today,
            "withdrawn": withdrawn,
        },
    }


def _schema_of(text: str) -> str | None:
    """Give the schema that the first line names to editors, so that the line stays."""
    first = text.partition("\n")[0]
    return first.removeprefix("#:schema ").strip() if first.startswith("#:schema ") else None


def _advice(path: str, name: str, *, kept: bool) -> list[str]:
    """Say where else it may be, and what can be done about it."""
    history = (
        [
            "the history of git still has what it was, for everyone who has the repository. Where "
            f"that must go too: git filter-repo --invert-paths --path {path} takes every version "
            "out, this one as well (keep a copy); then all clones must be made anew, and whoever "
            "hosts the repository asked to clear its caches."
        ]
        if kept
        else []
    )
    return [
        *history,
        "what was exported or harvested before is with its receivers: send them the next export, "
        f"and tell those who keep copies (OAI-PMH harvesters, Europeana, DPLA) that {name} is "
        "withdrawn.",
    ]


def _children(folder: str, name: str) -> list[str]:
    """Name the records that took rights or other things from this one."""
    from muniment import catalogue, listing

    files = listing.listing([folder]).files
    below = [path for path in files if catalogue.load(path).reading.record.part_of == name]
    if not below:
        return []
    some = ", ".join(map(listing.shown, below[:5])) + (", ..." if len(below) > 5 else "")
    return [
        f"{len(below)} record{' is' if len(below) == 1 else 's are'} part of it and can take "
        f"nothing from it any more: {some}. Run muniment lint."
    ]
