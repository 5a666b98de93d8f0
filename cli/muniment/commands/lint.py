"""`muniment lint`: what is wrong with records, and what to do about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from muniment.commands.options import Paths, Profile, Records, choice, pairs, say
from muniment.commands.output import style, write
from muniment.readers import READERS, ReaderSettings
from muniment.reports import DEFAULT, REPORTS, Tally, report_named, tells_silenced
from muniment.reports import statistics as counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.cache import Cache
    from muniment.config import Config
    from muniment.drafts import Drafts
    from muniment.finding import Batch, Finding
    from muniment.lint_settings import LintSettings
    from muniment.listing import Listing
    from muniment.readers import Draft

Picks = list[str] | None


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
    select: Annotated[
        Picks, typer.Option(metavar="RULE[:KEY]", help="Only this; several, or with commas.")
    ] = None,
    ignore: Annotated[
        Picks, typer.Option(metavar="RULE[:KEY]", help="Not this; several, or with commas.")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Fail on warnings too; never on notes.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safely mended.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Be silent about what is known there.")
    ] = None,
    write_baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write there what is found now.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Judge as on that day, not today.")
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings by rule.")
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=0, max=64, help="Worker processes; 0 is as many as help.")
    ] = 0,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Judge anew what has not changed, too.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say what was read.")] = False,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            parser=choice(READERS),
            metavar="|".join(READERS),
            help="PATHS are no records yet, but what this reader reads; nothing is written.",
        ),
    ] = None,
    option: Annotated[
        Picks, typer.Option(metavar="KEY=VALUE", help="A setting of the reader, for this run.")
    ] = None,
) -> None:
    """Check records: their text, their keys, what they lack, what does not agree.

    Without PATHS, the records folder. With --from, PATHS are what is not yet a record (metadata, a
    spreadsheet, a harvest): it is checked as it would be imported, and nothing is written. Exit
    status 0: clean, or only warnings and notes; 1: errors (with --strict warnings too; with --diff,
    changes); 2: a path that is not there or cannot be read, or nothing to check.
    """
    from muniment import cache, config, listing

    configured = config.load()
    folder = records or configured.records
    listed = listing.Listing([], []) if from_ else listing.listing(paths or [folder])
    if not from_:
        listing.require(paths or [folder], listed)
    known = baseline or configured.baseline
    wants = _Wants(
        output_format, output, fix, diff, None if write_baseline else known, write_baseline,
        statistics, configured.strict if strict is None else strict,
    )  # fmt: skip
    settings = _settings(configured, folder, profile, (select, ignore), as_of, listed.files)
    settings = settings._replace(fingerprints=wants.asks_fingerprints())
    if from_:
        unread: list[str] = []
        asked = ReaderSettings(pairs(option), settings.today, unread.append)
        status = _run_drafts(_drafts(from_, paths or [], configured, asked), settings, wants)
        say(unread)
        raise typer.Exit(2 if unread else status)
    if verbose:
        say([f"{len(listed.files)} records, profile {settings.profile}"])
    # What is to be mended is looked at anew.
    kept = None if no_cache or fix or diff else cache.opened(configured.file, settings)
    raise typer.Exit(_run(listed, settings, wants, jobs, kept))


class _Wants(NamedTuple):
    """What is to be done with the findings."""

    output_format: str
    output: str
    fix: bool
    diff: bool
    baseline: str | None
    write_baseline: str | None
    statistics: bool
    strict: bool

    def asks_fingerprints(self) -> bool:
        return bool(self.baseline or self.write_baseline or self.output_format == "sarif")


def _settings(
    configured: Config,
    folder: str,
    profile: str | None,
    picks: tuple[Picks, Picks],
    as_of: str | None,
    files: Sequence[str],
) -> LintSettings:
    from muniment.choice import Choice, checked, ignorable
    from muniment.clock import today
    from muniment.history import committed
    from muniment.lint_settings import LintSettings, PathSettings

    select, ignore = (
        [part.strip() for pick in each or () for part in pick.split(",") if part.strip()]
        for each in picks
    )
    asked = Choice(checked(select, "--select"), ignorable(ignore, "--ignore"))
    paths = configured.paths
    if paths:
        # What is typed holds for all files, and against all that is configured.
        paths = (*paths, PathSettings("*", asked, profile))
    return LintSettings(
        folder,
        _day(as_of) if as_of is not None else today(),
        profile or configured.profile,
        asked.over(configured.choice),
        paths,
        committed(files),
        rights_uris=configured.rights_uris,
    )


def _day(text: str) -> str:
    from datetime import date

    from muniment.errors import MunimentError

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise MunimentError(f"--as-of {text}: write a day, as in 2026-11-24") from None


def _run(
    listed: Listing, settings: LintSettings, wants: _Wants, jobs: int, cache: Cache | None
) -> int:
    from muniment import baseline
    from muniment.runs import run

    tally, complaints = Tally(), list(listed.complaints)
    known = baseline.read(wants.baseline) if wants.baseline else None
    if wants.fix or wants.diff:
        first = list(run(listed.files, settings, jobs))
        changed = _mend(listed.files, first, settings, tally, write=not wants.diff)
        if wants.diff:
            complaints.extend(each for batch in first for each in batch.complaints)
            say(complaints)
            return 2 if complaints else 1 if changed else 0
    batches = run(listed.files, settings, jobs, cache)
    found: Iterable[Finding] = _findings(batches, tally, complaints)
    if known:
        found = known.silenced(found)
    if wants.write_baseline:
        found = _noted(found, wants.write_baseline, listed.files)
    counted = tally.counted(found, silenced=tells_silenced(wants.output_format))
    report = report_named(wants.output_format).report(counted, tally, style(wants.output))
    write(report, wants.output)
    if wants.statistics:
        sys.stderr.writelines(counts(tally))
    say(complaints)
    fails = tally.levels["error"] + (tally.levels["warning"] if wants.strict else 0)
    return 2 if complaints else 1 if fails and not wants.write_baseline else 0


def _drafts(
    name: str, sources: list[str], configured: Config, asked: ReaderSettings
) -> Iterator[Draft]:
    from muniment.commands import preflight
    from muniment.errors import MunimentError
    from muniment.options import chosen
    from muniment.readers import reader_named

    if not sources:
        raise MunimentError(f"lint --from {name}: name what is to be read")
    reader = reader_named(name)
    options = chosen(f"import.{name}", READERS[name], configured.imports, asked.options)
    settings = asked._replace(options=options)
    preflight.tell(reader, sources, settings)
    return (draft for each in sources for draft in reader.read(each, settings))


def _run_drafts(drafts: Iterator[Draft], settings: LintSettings, wants: _Wants) -> int:
    """Judge what is no record yet; say in sum what would become of it."""
    from muniment.drafts import Drafts
    from muniment.errors import MunimentError
    from muniment.lint import Linter

    if wants.fix or wants.diff or wants.baseline or wants.write_baseline:
        raise MunimentError("--from reads what is no record yet: there is nothing to mend or keep")
    tally, job = Tally(), Drafts(Linter(settings))
    counted = _of_drafts(tally.counted(job.findings(drafts)), tally, job)
    report = report_named(wants.output_format).report(counted, tally, style(wants.output))
    write(report, wants.output)
    if wants.statistics:
        sys.stderr.writelines(counts(tally))
    good = job.count - job.faulty
    say(
        [
            f"{settings.profile}, of {job.count} record{'' if job.count == 1 else 's'}: "
            f"{job.refused} would be refused, {job.faulty - job.refused} have other errors, "
            f"{good} would do"
        ]
    )
    fails = tally.levels["error"] + (tally.levels["warning"] if wants.strict else 0)
    return 1 if fails else 0


def _of_drafts(found: Iterable[Finding], tally: Tally, job: Drafts) -> Iterator[Finding]:
    yield from found
    tally.files = job.count


def _findings(batches: Iterable[Batch], tally: Tally, complaints: list[str]) -> Iterator[Finding]:
    for batch in batches:
        tally.files += batch.files
        complaints.extend(batch.complaints)
        yield from batch.findings


def _noted(findings: Iterable[Finding], path: str, files: Sequence[str]) -> list[Finding]:
    """Write a baseline of the findings, and give those that it will not silence."""
    from muniment import baseline, writing
    from muniment.listing import shown

    found = list(findings)
    kept = baseline.of_others(path, {*map(shown, files), *(each.file for each in found)})
    writing.replace(path, baseline.written(found, kept))
    say([f"wrote {path}: what is found now will be known"])
    return list(baseline.read(path).silenced(found))


def _mend(
    files: Sequence[str], batches: list[Batch], settings: LintSettings, tally: Tally, *, write: bool
) -> bool:
    """Mend files, or show how; tell whether there was anything to mend."""
    from muniment import mending
    from muniment.lint import Linter
    from muniment.listing import shown

    paths = {shown(path): path for path in files}
    wanted = {found.file for batch in batches for found in batch.findings if found.fix}
    linter, changed = Linter(settings), 0
    for path in (paths[name] for name in sorted(wanted & paths.keys())):
        mended = mending.mend(path, linter)
        if mended.mended:
            changed += 1
            tally.mended += mended.mended
            if write:
                mending.write(mended, path)
            else:
                sys.stdout.writelines(mended.diff())
    if not write:
        say([f"{changed} file{'' if changed == 1 else 's'} would be changed"])
    return changed > 0
