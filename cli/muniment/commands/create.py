"""`muniment create`: one record, from flags, a page, and answers on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from muniment.commands.options import Profile, Records, pair, say
from muniment.errors import MunimentError

if TYPE_CHECKING:
    from muniment.lint_settings import LintSettings


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
    like: Annotated[
        str | None,
        typer.Option(metavar="RECORD", help="Start from another record: its id, or its path."),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Make it a draft, which may lack things.")
    ] = False,
    edit: Annotated[
        bool, typer.Option("--edit", help="Open it in $EDITOR before it is written.")
    ] = False,
    records: Records = None,
    profile: Profile = None,
) -> None:
    """Create a record, and say where it was written and what lint still finds.

    On a terminal you are asked for what the profile requires; in a script, flags say it all.
    Nothing is overwritten. Exit status 0: written; 1: written, and lint finds errors; 2: nothing
    was written.
    """
    from muniment import config, creating
    from muniment.catalogue import Catalogue
    from muniment.clock import today
    from muniment.lint_settings import LintSettings
    from muniment.listing import shown
    from muniment.reference.drafting import fill

    own = config.load()
    folder = records or own.records
    flags = {"id": id, "title": title, "date": date, "type": type, "describes": describes}
    lists = {"language": language, "creator.name": creator, "source.citation": citation}
    data = creating.like(Catalogue(folder).named(like)) if like else {}
    data |= _from_page(page) if page is not None else {}
    _assign(data, flags, lists, set_ or [])
    say(fill(data))
    asked = LintSettings(folder, today(), profile or own.profile, rights_uris=own.rights_uris)
    is_asked = sys.stdin.isatty() and sys.stdout.isatty()
    if is_asked:
        _ask(data, {**own.defaults, **data}, asked)
    creating.finish(data, folder, asked.today, own.defaults, draft=draft)
    text = creating.text_of(data, folder)
    path = creating.path_of(data["id"], folder)
    if edit:
        text = _edited(text)
    if is_asked:
        text = _approved(text, path, asked)
    creating.write(text, path)
    print(f"wrote {shown(path)}")
    # At a terminal it was seen before it was written.
    raise typer.Exit(_judged(path, text, asked, tells=not is_asked))


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
        assign(data, *pair("--set", setting, ", such as date=1952-12-27"))


def _ask(data: dict[str, Any], known: dict[str, Any], settings: LintSettings) -> None:
    """Ask for what the profile requires and neither `data` nor the defaults have."""
    from muniment import asking, profiles
    from muniment.suggestions import Suggestions

    print(asking.HELP)
    asking.complete(known, profiles.profile(settings.profile), Suggestions(settings.records))
    data.update(known)


def _approved(text: str, path: str, settings: LintSettings) -> str:
    """Show the record, and what lint says of it, until the person has it written."""
    import questionary

    while True:
        print(f"\n{text}")
        _judged(path, text, settings)
        answer = questionary.select(
            "What now?", choices=["write it", "edit it", "throw it away"], qmark=""
        ).unsafe_ask()
        if answer == "write it":
            return text
        if answer == "throw it away":
            raise KeyboardInterrupt
        text = _edited(text)


def _edited(text: str) -> str:
    """Open a text in the person's editor, until it is TOML. Raises MunimentError without one."""
    import os
    import shlex
    import subprocess
    import tempfile

    from muniment.recordfile import parsed

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise MunimentError("there is no editor: set EDITOR, as in EDITOR=nano")
    with tempfile.TemporaryDirectory(prefix="muniment-") as folder:
        file = Path(folder) / "record.toml"
        file.write_text(text, "utf-8", newline="\n")
        try:
            status = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode
        except OSError as error:
            raise MunimentError(f"{editor} cannot be run: {error.strerror}") from None
        if status:
            raise MunimentError(f"{editor} ended with status {status}, so nothing is written")
        read = parsed(str(file), file.read_bytes())
    if read.data is None:
        trouble = read.troubles[-1]
        raise MunimentError(
            f"what was edited is no TOML (line {trouble.place.line}): {trouble.message}"
        )
    return read.text


def _judged(path: str, text: str, settings: LintSettings, *, tells: bool = True) -> int:
    """Print what lint finds in the text of a record, if it `tells`; give the exit status."""
    from muniment.lint import Linter
    from muniment.recordfile import parsed
    from muniment.reports import Style, Tally
    from muniment.reports.text import report

    judged = Linter(settings).judge_file(parsed(path, text.encode("utf-8")))
    if tells:
        tally = Tally()
        tally.files = 1
        for line in report(tally.counted([*judged.findings, *judged.elsewhere]), tally, Style()):
            print(line, end="")
    return 1 if judged.has_errors else 0
