"""`muniment import`: drafts of many records, from pages, metadata, spreadsheets, harvests."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from muniment.commands.options import Profile, Records, choice, pairs, say
from muniment.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.importing import Arrival, Importer
    from muniment.lint_settings import LintSettings
    from muniment.readers import Draft


def import_(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="What is to be read.", show_default=False),
    ],
    from_: Annotated[
        str,
        typer.Option(
            "--from", parser=choice(READERS), metavar="|".join(READERS), help="What kind it is."
        ),
    ],
    records: Records = None,
    profile: Profile = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
    update: Annotated[
        bool,
        typer.Option(
            "--update", help="Write over what an earlier import made, where the source has changed."
        ),
    ] = False,
    option: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help="A setting of the reader, for this run. `muniment readers NAME` lists them.",
        ),
    ] = None,
    guess: Annotated[
        bool,
        typer.Option("--guess", help="Print a mapping that the headings propose; write nothing."),
    ] = False,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Leave bad cells out, and import the rest.")
    ] = False,
) -> None:
    """Read drafts of records into the records folder, and say what was read and what was not.

    Nothing is overwritten: a second import of the same source changes nothing, and one of a source
    that has changed shows the difference, which --update accepts. What lint finds in the new drafts
    is told in sum. Of a spreadsheet all cells are looked at first: nothing is written while some
    are bad, unless --drafts leaves them out.

    Exit status 0: all was read; 1: some records were not written; 2: misuse, or a source that
    cannot be read.
    """
    from muniment import config
    from muniment.clock import today
    from muniment.commands import preflight
    from muniment.importing import Importer
    from muniment.lint_settings import LintSettings
    from muniment.options import chosen
    from muniment.readers import ReaderSettings, reader_named

    own = config.load()
    folder = records or own.records
    given = chosen(f"import.{from_}", READERS[from_], own.imports, pairs(option))
    unread: list[str] = []
    settings = ReaderSettings(given, today(), unread.append)
    reader = reader_named(from_)
    if guess:
        preflight.guess(reader, from_, sources, settings)
        raise typer.Exit(0)
    preflight.tell(reader, sources, settings)
    if not drafts and not preflight.is_clean(reader, sources, settings):
        raise typer.Exit(1)
    importer = Importer(from_, folder, settings.today, own.defaults)
    found = (draft for each in sources for draft in reader.read(each, settings))
    judged = LintSettings(
        folder, settings.today, profile or own.profile, rights_uris=own.rights_uris
    )
    status = _import(importer, found, judged, dry_run=dry_run, update=update)
    say(unread)
    raise typer.Exit(1 if unread else status)


class _Report:
    """What became of the drafts of an import."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(("new", "same", "changed", "taken"), 0)
        self.written: list[str] = []
        self.left_out: dict[str, int] = {}

    def count(self, arrival: Arrival) -> None:
        """Count a draft, and what its reader left out of the source."""
        self.counts[arrival.state] += 1
        file = arrival.draft.file.rpartition("/")[2]
        for each in arrival.draft.left_out:
            # A line is one of a file, of which there may be many.
            said = f"{file}, {each}" if each.startswith(_PLACED) else each
            if said in self.left_out or len(self.left_out) < _MOST_KINDS:
                self.left_out[said] = self.left_out.get(said, 0) + 1


_PLACED = ("line ", "lines ", "row ", "rows ")
# Sentences about what was left out: more than a person reads are counted, not told.
_MOST_KINDS = 1_000
_MOST_TOLD = 30


def _import(
    importer: Importer,
    drafts: Iterator[Draft],
    settings: LintSettings,
    *,
    dry_run: bool,
    update: bool,
) -> int:
    from pathlib import Path

    from muniment import delivery

    report = _Report()
    if not dry_run:
        Path(importer.folder).mkdir(parents=True, exist_ok=True)
    with delivery.staged(importer.folder, single=False) as stage:
        for draft in drafts:
            arrival = importer.arrival(draft)
            report.count(arrival)
            if arrival.state == "new" or (arrival.state == "changed" and update):
                (stage / str(len(report.written))).write_bytes(arrival.text.encode("utf-8"))
                report.written.append(arrival.path)
            elif arrival.state != "same":
                _tell_standing(arrival)
        if not dry_run:
            delivery.move_to(stage, report.written, replace=update)
    _tell(report, dry_run=dry_run, update=update)
    if report.written and not dry_run:
        _tell_findings(report.written, settings)
    waiting = report.counts["taken"] + (0 if update else report.counts["changed"])
    return 1 if waiting else 0


def _tell_standing(arrival: Arrival) -> None:
    """Show what would change in a file that stands there."""
    from muniment.listing import shown
    from muniment.visible import visible

    if arrival.state == "taken":
        say([f"{shown(arrival.path)} is there already, and no import made it: left as it is"])
        return
    for line in arrival.difference():
        sys.stdout.write(visible(line.rstrip("\n")) + "\n")


def _tell(report: _Report, *, dry_run: bool, update: bool) -> None:
    counts = report.counts
    total = sum(counts.values())
    written = "would be written" if dry_run else "written"
    parts = [f"{len(report.written)} {written}"]
    parts += [f"{counts['same']} as before"] if counts["same"] else []
    if counts["changed"] and not update:
        parts.append(f"{counts['changed']} changed in the source (--update writes them)")
    parts += [f"{counts['taken']} not written"] if counts["taken"] else []
    say([f"{total} record{'' if total == 1 else 's'} read: {', '.join(parts)}"])
    told = list(report.left_out.items())
    if told:
        say(["not taken over from the source:"])
        say(
            f"  {each}{f' ({count} times)' if count > 1 else ''}"
            for each, count in told[:_MOST_TOLD]
        )
    if len(told) > _MOST_TOLD:
        say([f"  and {len(told) - _MOST_TOLD} more of the kind"])


def _tell_findings(paths: list[str], settings: LintSettings) -> None:
    """Say in sum what lint finds in the new drafts."""
    from muniment.reports import Tally, statistics
    from muniment.runs import run

    tally = Tally()
    for batch in run(sorted(paths), settings):
        for _ in tally.counted(batch.findings):
            pass
    if tally.rules:
        say(["lint finds in them (muniment lint tells where):"])
        say(f"  {line.rstrip()}" for line in statistics(tally))
