"""`muniment set`: one change to many records, where they stand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from muniment.commands.options import Paths, Records, pair, say
from muniment.errors import MunimentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.mending import Mended
    from muniment.setting import Wish


def set(  # noqa: A001 - the command's name
    paths: Paths = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="What is to be said; repeat it."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE", help="Only where this is said now; all of several must be."
        ),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would be changed, and write nothing.")
    ] = False,
    records: Records = None,
) -> None:
    """Set keys in many records at once; format, comments and order of the files stay.

    A key without indices stands for each of its tables for which the conditions hold, so that a
    contact's address changes wherever it stands; a list's key appends, or replaces the item that a
    condition names. `record.modified` becomes today. Nothing is written unless all can be.

    Exit status 0: done, or there was nothing to do; 1: some file cannot be changed, and none was;
    2: misuse.
    """
    from muniment import config, listing

    if not set_:
        raise MunimentError("say what is to be set: --set KEY=VALUE")
    folder = records or config.load().records
    listed = listing.listing(paths or [folder])
    listing.require(paths or [folder], listed)
    if listed.complaints:
        raise MunimentError("; ".join(listed.complaints))
    wishes, conditions = _wishes(set_, "--set"), _wishes(where or [], "--where")
    raise typer.Exit(_set(listed.files, wishes, conditions, diff))


def _set(files: Sequence[str], wishes: list[Wish], conditions: list[Wish], diff: bool) -> int:
    """Make the changes, or show them; give the exit status."""
    from muniment import mending
    from muniment.clock import today
    from muniment.mending import Mended
    from muniment.setting import InheritedError

    day = today()
    changed, refused, left = [], [], []
    for path in files:
        try:
            found = _changed(path, wishes, conditions, day)
        except InheritedError as error:
            left.append(str(error))
            continue
        if isinstance(found, Mended):
            changed.append((path, found))
        elif found:
            refused.append(found)
    if diff:
        for _, mended in changed:
            sys.stdout.writelines(mended.diff())
    elif not refused:
        for path, mended in changed:
            mending.write(mended, path)
    say([*left, *refused])
    say([_summary(len(changed), len(files), written=not diff and not refused)])
    return 1 if refused else 0


def _wishes(given: list[str], option: str) -> list[Wish]:
    from muniment.keys import path, plain
    from muniment.outline import meant, outline
    from muniment.setting import Wish

    wishes = []
    for each in given:
        key, text = pair(option, each, ", such as date=1952-12-27")
        names = plain(path(key))
        if names not in outline() and names[:1] != ("local",):
            likely = meant(names)
            more = f" Did you mean {likely}?" if likely else ""
            raise MunimentError(f"{option} {key}: a record has no such key.{more}")
        wishes.append(Wish(key, text))
    return wishes


def _changed(
    path: str, wishes: list[Wish], conditions: list[Wish], today: str
) -> Mended | str | None:
    """Give a file before and after; or why it cannot be changed; or None where nothing changes."""
    from muniment import recordfile
    from muniment.listing import shown
    from muniment.mending import Mended
    from muniment.setting import NotInPlaceError, changed

    file = recordfile.read(path)
    if file.data is None:
        return f"{shown(path)} cannot be read as a record: run muniment lint {shown(path)}"
    try:
        text = changed(file, wishes, conditions, today)
    except NotInPlaceError as error:
        return str(error)
    if text == file.text:
        return None
    wrong = _made_wrong(path, file.text, text)
    return wrong or Mended(shown(path), file.text, text, 1)


def _made_wrong(path: str, before: str, after: str) -> str:
    """Say what the model refuses now and did not before."""
    from muniment.catalogue import entry
    from muniment.listing import shown
    from muniment.recordfile import parsed

    old, new = (
        dict.fromkeys(entry(parsed(path, text.encode("utf-8"))).reading.problems)
        for text in (before, after)
    )
    return "; ".join(
        f"{shown(path)}: {problem.message}. {problem.hint}".strip()
        for problem in new
        if problem not in old
    )


def _summary(changed: int, files: int, *, written: bool) -> str:
    said = f"{changed} of {files} record{'' if files == 1 else 's'}"
    return f"{said} changed" if written else f"{said} would be changed; nothing was written"
