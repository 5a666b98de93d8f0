"""`muniment export`: records in the form that a repository takes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from muniment import layers
from muniment.commands.options import Paths, Profile, Records, choice, pairs, say
from muniment.errors import CannotCarryError, MunimentError
from muniment.formats import FORMATS, ExportSettings, format_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.export import Export


def export(
    to: Annotated[
        str, typer.Option(parser=choice(FORMATS), metavar="|".join(FORMATS), help="The format.")
    ],
    paths: Paths = None,
    records: Records = None,
    profile: Profile = None,
    output: Annotated[
        str,
        typer.Option(
            metavar="DIR|FILE|-",
            help="A folder (a file a record), a file, or - for standard output.",
        ),
    ] = "-",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over files that stand there.")
    ] = False,
    include_drafts: Annotated[
        bool, typer.Option("--include-drafts", help="Export drafts too.")
    ] = False,
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Export the others where records have errors.")
    ] = False,
    option: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help="A setting of the format, for this run. `muniment formats NAME` lists them.",
        ),
    ] = None,
    loss: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write there as JSON what could not be carried."),
    ] = None,
    rights_of: Annotated[
        str | None,
        typer.Option(
            parser=choice(layers.ORDER),
            metavar="LAYER",
            help="Whose rights speak for the document. [default: the layer described]",
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; say what the receiver would do with each."),
    ] = False,
) -> None:
    """Export records that have no errors, and say what of them the format could not carry.

    Exit status 0: all were exported; 1: records have errors or would be refused, and nothing was
    written (or, with --skip-invalid, the others were); 2: misuse.
    """
    from muniment import config, listing, writing
    from muniment.clock import today
    from muniment.export import Export, doubled
    from muniment.lint import Linter
    from muniment.lint_settings import LintSettings
    from muniment.options import chosen

    own = config.load()
    single = output == "-" or not _is_folder(output)
    folder = records or own.records
    held = profile or own.profile
    given = chosen(f"export.{to}", FORMATS[to], own.export, pairs(option))
    settings = ExportSettings(single, given, folder, today(), held, rights_of)
    listed = listing.listing(paths or [folder])
    listing.require(paths or [folder], listed)
    if loss and not overwrite:
        writing.require_absent(loss)
    asked = LintSettings(folder, settings.today, held, rights_uris=own.rights_uris)
    job = Export(Linter(asked), format_named(to), settings, drafts=include_drafts, explains=check)
    job.complaints.extend(listed.complaints)
    job.doubtful = doubled(listed.files)
    if output == "-" and sys.stdout.isatty() and getattr(job.form, "BINARY", False) and not check:
        raise MunimentError(f"{to} is nothing for a terminal: give --output, a folder or a file")
    if check:
        raise typer.Exit(_check(job, to, listed.files))
    wrote = _deliver(job, listed.files, output, skip_invalid, overwrite)
    _tell(job, to, wrote)
    if loss and wrote:
        _write_loss(job, to, loss, overwrite)
    raise typer.Exit(2 if job.complaints else 0 if wrote and not job.refused else 1)


def _check(job: Export, to: str, files: Sequence[str]) -> int:
    """Say what would become of the records; give the exit status."""
    from muniment.commands.output import style, write
    from muniment.commands.progress import followed
    from muniment.reports import Tally
    from muniment.reports.text import report

    for _ in job.items(followed(files, "checking")):
        pass
    tally = Tally()
    tally.files = len(files)
    found = sorted({*job.errors, *job.remarks})
    write(report(tally.counted(found), tally, style()))
    say(job.complaints)
    _tell_verdict(job, to)
    return 2 if job.complaints else 1 if job.refused else 0


def _tell_verdict(job: Export, to: str) -> None:
    """Say in sum what the receiver does, where there is a certain one."""
    counts = job.verdict.counts
    if job.verdict.profile or any(counts.values()):
        words = {
            "refused": "refused",
            "undecided": "left to you to decide whose rights speak",
            "dropped": "taken without some value",
            "altered": "taken with a value altered",
        }
        said = ", ".join(f"{counts[key]} {text}" for key, text in words.items() if counts[key])
        name = job.verdict.profile or to
        say([f"{name}, of the records without errors: {said or 'all taken as they are'}"])


def _deliver(
    job: Export, files: Sequence[str], output: str, skip_invalid: bool, overwrite: bool
) -> bool:
    """Write all that may go out, unless something may not; whether anything was written."""
    from muniment import delivery
    from muniment.commands.progress import followed

    single = job.settings.single
    made = job.form.files(job.items(followed(files, "exporting")), job.settings)
    try:
        if output == "-":
            with delivery.spooled(made) as spool:
                if not _may_go(job, skip_invalid):
                    return False
                sys.stdout.flush()
                shutil.copyfileobj(spool, sys.stdout.buffer)
                sys.stdout.buffer.flush()
            return True
        with delivery.staged(output, single=single) as stage:
            names = delivery.fill(stage, made)
            if not _may_go(job, skip_invalid):
                return False
            if single:
                delivery.move_one(stage / names[0], output, overwrite=overwrite)
            else:
                delivery.move(stage, names, output, overwrite=overwrite)
    except CannotCarryError as error:
        say([str(error)])
        job.refused.append(error.record)
        return False
    return True


def _may_go(job: Export, skip_invalid: bool) -> bool:
    if job.complaints and not skip_invalid:
        return False
    return job.exported > 0 and (skip_invalid or not job.refused)


def _is_folder(output: str) -> bool:
    return Path(output).is_dir() or output.endswith("/") or not Path(output).suffix


def _tell(job: Export, to: str, wrote: bool) -> None:
    """Say on standard error what was refused, left out, and lost."""
    from muniment.reports import Style, Tally
    from muniment.reports.text import report

    if job.errors:
        tally = Tally()
        tally.files = len(job.refused)
        for text in report(tally.counted(sorted(set(job.errors))), tally, Style()):
            sys.stderr.write(text)
    say(job.complaints)
    _tell_verdict(job, to)
    say(f"{path} is a draft, and was left out" for path in job.drafts_left_out)
    say(f"{path} is withdrawn, and was left out" for path in job.withdrawn)
    if job.refused:
        say([f"{len(job.refused)} of the records have errors and are not exported"])
    if not wrote:
        say(
            [
                "nothing was written"
                if job.refused or job.complaints
                else "there was nothing to export"
            ]
        )
        return
    say([f"{job.exported} {'record' if job.exported == 1 else 'records'} exported to {to}"])
    say(_notes(job))
    lost = job.loss.report()
    if lost:
        say([f"not carried, because {to} has no place for it:", *(f"  {line}" for line in lost)])


def _notes(job: Export) -> list[str]:
    """Give what is to be known of the whole export: what receivers keep, what is too much."""
    notes = getattr(job.form, "notes", None)
    if notes:
        return list(notes(job.exported, len(job.withdrawn)))
    if job.withdrawn:
        return ["whoever was sent a record before it was withdrawn keeps it: withdraw it there too"]
    return []


def _write_loss(job: Export, to: str, file: str, overwrite: bool) -> None:
    """Write the loss report for a program: documented in the README, and versioned."""
    import json

    from muniment import writing

    lost = [{"key": key, "records": count} for key, count in job.loss.counts()]
    report = {"version": 1, "format": to, "records": job.exported, "lost": lost}
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    if overwrite:
        writing.replace(file, [text.encode("utf-8")])
    else:
        writing.create(file, text.encode("utf-8"))
