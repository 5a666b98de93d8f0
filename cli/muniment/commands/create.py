"""`muniment create`: one record, from flags, a page, and answers on a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from muniment.commands.options import Profile, Records, say
from muniment.errors import MunimentError

if TYPE_CHECKING:
    from muniment.lint import LintSettings


def create(
    page: Annotated[
        str | None, typer.Option(metavar="FILE", help="A document page saved as text.")
    ] = None,
    id: Annotated[
        str | None, typer.Option(help="The record's id. [default: made of title and date]")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The name of the document.")] = None,
    date: Annotated[str | None, typer.Option(help="When it was made: EDTF.")] = None,
    type: Annotated[str | None, typer.Option(help="What it is: a DCMI Type.")] = None,
    describes: Annotated[
        str | None, typer.Option(help="original, copy, transcription, translation, digitization.")
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="BCP 47 tag; repeat it.")] = None,
    creator: Annotated[list[str] | None, typer.Option(help="Who made it; repeat it.")] = None,
    citation: Annotated[
        list[str] | None, typer.Option(help="What it was made from, verbatim; repeat it.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE", help="Any key; a list's key appends; repeat it."
        ),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Make it a draft, which may lack things.")
    ] = False,
    records: Records = None,
    profile: Profile = None,
) -> None:
    """Create a record, and say where it was written and what lint still finds.

    On a terminal you are asked for what the profile requires; in a script, flags say it all.
    Nothing is overwritten. Exit status 0: written; 1: written, and lint finds errors; 2: nothing
    was written.
    """
    from muniment import config, profiles
    from muniment.clock import today
    from muniment.lint import LintSettings
    from muniment.reference.drafting import fill

    settings = config.load()
    folder = records or settings.records
    asked = profile or settings.profile
    flags = {"id": id, "title": title, "date": date, "type": type, "describes": describes}
    lists = {"language": language, "creator.name": creator, "source.citation": citation}
    data = _from_page(page) if page is not None else {}
    _assign(data, flags, lists, set_ or [])
    say(fill(data))
    if sys.stdin.isatty() and sys.stdout.isatty():
        from muniment.asking import complete

        complete(data, profiles.profile(asked))
    _finish(data, today(), draft)
    path = _write(data, folder)
    raise typer.Exit(
        _report(path, LintSettings(folder, today(), asked, rights_uris=settings.rights_uris))
    )


def _from_page(page: str) -> dict[str, Any]:
    from muniment.readers import ReaderSettings
    from muniment.readers.page import read

    draft = next(read(page, ReaderSettings()))
    say(draft.left_out)
    return draft.data


def _assign(
    data: dict[str, Any],
    flags: dict[str, str | None],
    lists: dict[str, list[str] | None],
    settings: list[str],
) -> None:
    from muniment.assigning import assign

    for key, value in flags.items():
        if value is not None:
            assign(data, key, value)
    for key, values in lists.items():
        for value in values or ():
            assign(data, key, value)
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise MunimentError(f"--set {setting}: write KEY=VALUE, such as date=1952-12-27")
        assign(data, key, value)


def _finish(data: dict[str, Any], today: str, draft: bool) -> None:
    """Give the record its id and dates, and no gap beside a value; refuse what is wrong."""
    from muniment.keys import path as path_of
    from muniment.pruning import prune
    from muniment.reading import read

    if "id" not in data:
        data["id"] = _id(data)
    gaps = [gap for gap in data.pop("gap", ()) if not _has(data, path_of(str(gap.get("field"))))]
    for gap in gaps:
        gap.setdefault("date", today)
    if gaps:
        data["gap"] = gaps
    about = data.setdefault("record", {})
    about.setdefault("schema", 1)
    about.setdefault("status", "draft" if draft else "complete")
    about.setdefault("created", today)
    about.setdefault("modified", today)
    # A blank id is pruned, and what is not judged must not become a path.
    problems = read({**prune(data).data, "id": data["id"]}).problems
    if problems:
        raise MunimentError(
            "; ".join(f"{found.message}. {found.hint}".strip() for found in problems)
        )


def _has(value: Any, field: tuple[str | int, ...]) -> bool:
    """Whether there is a value at `field`; a part without index stands for any item of a list."""
    if not field:
        return value not in ("", [], {}, None)
    if isinstance(value, list) and isinstance(field[0], str):
        return any(_has(item, field) for item in value)
    try:
        return _has(value[field[0]], field[1:])
    except (KeyError, IndexError, TypeError):
        return False


def _id(data: dict[str, Any]) -> str:
    from muniment.identifiers import slug

    title = data.get("title", "")
    text = title.get("text", "") if isinstance(title, dict) else title
    if not slug(text):
        raise MunimentError("a record needs a title, or an id: give --title or --id")
    return "-".join(part for part in (slug(text), slug(str(data.get("date", "")))) if part)


def _write(data: dict[str, Any], folder: str) -> str:
    from muniment import writing

    path = Path(folder) / f"{data['id']}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MunimentError(f"{folder} cannot be made: {error.strerror}") from None
    schema = Path(folder).resolve().parent / "schemas" / "record.schema.json"
    named = os.path.relpath(schema, Path(folder).resolve()).replace(os.sep, "/")
    text = writing.layout(data, named if schema.is_file() else None)
    writing.create(str(path), text.encode("utf-8"))
    return str(path)


def _report(path: str, settings: LintSettings) -> int:
    """Print where the record is and what lint finds in it; give the exit status."""
    from muniment.catalogue import shown
    from muniment.lint import Linter
    from muniment.reports import Style, Tally
    from muniment.reports.text import report

    print(f"wrote {shown(path)}")
    judged = Linter(settings).judge(path)
    tally = Tally()
    tally.files = 1
    for text in report(tally.counted([*judged.findings, *judged.elsewhere]), tally, Style()):
        print(text, end="")
    return 1 if judged.has_errors else 0
