"""`muniment lint`: what is wrong with records, and what to do about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from muniment.commands.options import Paths, Profile, Records, choice, say
from muniment.reports import DEFAULT, REPORTS, Style, Tally, report_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.workers import Batch

# Pieces of a report that are written at once where nobody watches.
_TOGETHER = 1_000


def lint(
    paths: Paths = None,
    records: Records = None,
    profile: Profile = None,
    output_format: Annotated[
        str,
        typer.Option(parser=choice(REPORTS), metavar="|".join(REPORTS), help="How to report."),
    ] = DEFAULT,
    output: Annotated[
        str, typer.Option(metavar="FILE", help="Where to report; - is standard output.")
    ] = "-",
    jobs: Annotated[
        int, typer.Option(min=0, max=64, help="Worker processes; 0 is as many as help.")
    ] = 0,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say what was read.")] = False,
) -> None:
    """Check records: their text, their keys, what they lack, what does not agree.

    Without PATHS, the records folder. Exit status 0: clean, or only warnings and notes; 1: errors;
    2: a path that is not there or cannot be read, or nothing to check.
    """
    from muniment import catalogue, config
    from muniment.clock import today
    from muniment.lint import LintSettings
    from muniment.workers import run

    settings = config.load()
    folder = records or settings.records
    listed = catalogue.listing(paths or [folder])
    catalogue.require(paths or [folder], listed)
    complaints = list(listed.complaints)
    if verbose:
        say([f"{len(listed.files)} records, profile {profile or settings.profile}"])
    tally = Tally()
    batches = run(listed.files, LintSettings(folder, today(), profile or settings.profile), jobs)
    findings = tally.counted(_findings(batches, tally, complaints))
    report = report_named(output_format).report(findings, tally, _style(output))
    _write(report, output)
    say(complaints)
    raise typer.Exit(2 if complaints else 1 if tally.levels["error"] else 0)


def _findings(batches: Iterable[Batch], tally: Tally, complaints: list[str]) -> Iterator[Finding]:
    for batch in batches:
        tally.files += batch.files
        complaints.extend(batch.complaints)
        yield from batch.findings


def _style(output: str) -> Style:
    import os

    return Style(colour=output == "-" and sys.stdout.isatty() and "NO_COLOR" not in os.environ)


def _write(report: Iterable[str], output: str) -> None:
    if output == "-":
        sys.stdout.writelines(report if sys.stdout.isatty() else _gathered(report))
        sys.stdout.flush()
    else:
        from muniment.writing import replace

        replace(output, (text.encode("utf-8", "backslashreplace") for text in report))


def _gathered(texts: Iterable[str]) -> Iterator[str]:
    """Join texts into long ones: where output is not buffered, each would be written by itself."""
    gathered: list[str] = []
    for text in texts:
        gathered.append(text)
        if len(gathered) == _TOGETHER:
            yield "".join(gathered)
            gathered.clear()
    yield "".join(gathered)
