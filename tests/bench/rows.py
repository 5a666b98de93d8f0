"""The rows of the speed budget: what is compared with what, on which files, and the limit.

Records are no longer judged where a verdict on them is kept; so but for the rows that say "again",
or "first", they lie where nothing is kept: in no records folder, and without a configuration.
"""

from __future__ import annotations

import filecmp
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from measuring import Measure, Side, Spent, WrongError, expecting
from workshop import FLOOR, Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MANY = 10_000


class Row(NamedTuple):
    """Ours and theirs, what is compared of them, and how much of theirs ours may take.

    `better` is what is aimed at. A row without a limit is only reported.
    """

    ours: Side
    theirs: Side
    measure: Measure
    limit: float | None = None
    better: float | None = None


def _start(shop: Workshop, name: str, command: list[str]) -> Row:
    bare = Side("python -c pass", [shop.python, "-c", "pass"], shop.work, expecting(0))
    return Row(Side(name, command, shop.work, expecting(0)), bare, "wall")


def _import_typer(shop: Workshop) -> Row:
    return _start(shop, "import typer", [shop.python, "-c", "import typer"])


def _version(shop: Workshop) -> Row:
    return _start(shop, "muniment --version", [shop.muniment, "--version"])


def _start_check(shop: Workshop) -> Row:
    ours = _version(shop).ours
    command = [shop.peer("check-jsonschema"), "--version"]
    return Row(ours, Side("check-jsonschema", command, shop.work, expecting(0)), "wall")


def _lint_one(shop: Workshop) -> Row:
    file = shop.corpus("clean", 1) / "record-0000000.toml"
    ours = Side(
        "muniment lint", [shop.muniment, "lint", str(file)], shop.work,
        expecting(0, "1 file checked: 0 errors\n"),
    )  # fmt: skip
    return Row(ours, _check_jsonschema(shop, [file]), "wall", 0.75, 0.5)


def _lint_one_cached(shop: Workshop) -> Row:
    """The first run, which does not count, leaves the verdict beside the records folder."""
    folder = shop.corpus("clean", 1)
    file = folder / "record-0000000.toml"
    ours = Side(
        "muniment lint, again", [shop.muniment, "lint", "--records", str(folder), str(file)],
        shop.work, _cached(shop, expecting(0, "1 file checked: 0 errors\n")),
    )  # fmt: skip
    return Row(ours, _check_jsonschema(shop, [file]), "wall", 0.4)


def _cached(shop: Workshop, check: Callable[[Spent], None]) -> Callable[[Spent], None]:
    """Make a check: there is a cache as well."""

    def checked(spent: Spent) -> None:
        check(spent)
        if not any((shop.work / ".muniment_cache").glob("*/*")):
            raise WrongError("nothing was kept")

    return checked


def _lint_many_cached(shop: Workshop) -> Row:
    """The first run, which does not count, makes the cache."""
    folder = shop.corpus("clean", 100_000)
    command = [shop.muniment, "lint", "--records", str(folder)]
    said = expecting(0, "100000 files checked: 0 errors\n")
    ours = Side("muniment lint, again", command, shop.work, _cached(shop, said))
    anew = Side("muniment lint --no-cache", [*command, "--no-cache"], shop.work, said)
    return Row(ours, anew, "wall", 0.25)


def _lint_first(shop: Workshop) -> Row:
    """What it costs to keep verdicts: little, or nobody would want them kept."""
    folder = shop.corpus("clean", MANY)
    command = [shop.muniment, "lint", "--records", str(folder)]
    said = expecting(0, f"{MANY} files checked: 0 errors\n")
    kept = shop.work / ".muniment_cache"
    ours = Side("muniment lint, first", command, shop.work, _cached(shop, said), kept)
    return Row(ours, Side("--no-cache", [*command, "--no-cache"], shop.work, said), "cpu")


def _lint_check(kind: str) -> Callable[[Workshop], Row]:
    """Make a row: files by the thousand; a schema finds nothing wrong with those that lack much."""

    def row(shop: Workshop) -> Row:
        folder = shop.corpus(kind, 1_000)
        return Row(_lint(shop, folder), _check_jsonschema(shop, sorted(folder.iterdir())), "wall")

    return row


def _check_jsonschema(shop: Workshop, files: list[Path], status: int = 0) -> Side:
    command = [shop.peer("check-jsonschema"), "--schemafile", str(shop.schema), *map(str, files)]
    said = "'robot' is not one of" if status else "ok -- validation done"
    return Side("check-jsonschema", command, shop.work, expecting(status, said))


def _lint_taplo(kind: str, limit: float | None = None) -> Callable[[Workshop], Row]:
    """Make a row: records that do not name the schema themselves cost taplo half as much."""

    def row(shop: Workshop) -> Row:
        folder = shop.corpus(kind, MANY)
        return Row(_lint(shop, folder), _taplo(shop, folder, MANY), "wall", limit)

    return row


def _taplo(shop: Workshop, folder: Path, count: int, status: int = 0) -> Side:
    """Let taplo look for the files itself, which is no slower than to be told each."""
    taplo = [shop.peer("taplo"), "lint", "--no-auto-config", "--schema", shop.schema.as_uri()]
    said = [f"found files total={count}"]
    if status:
        said.append('"robot" is not one of')
    return Side("taplo lint", [*taplo, "*.toml"], folder, expecting(status, *said))


def _lint(shop: Workshop, folder: Path, *options: str) -> Side:
    command = [shop.muniment, "lint", *options, str(folder)]
    count = len(os.listdir(folder))
    said = f"{count} files checked: 0 errors\n"
    check = _finding(count) if folder.name.startswith("findings") else expecting(0, said)
    return Side(f"muniment lint {' '.join(options)}".strip(), command, shop.work, check)


def _finding(count: int) -> Callable[[Spent], None]:
    """Make a check: all files were read, and errors were found in them; by text, or by JSON."""
    summary = re.compile(
        rf'^{count} files checked: [1-9]\d* errors|"files": {count}, "errors": [1-9]', re.MULTILINE
    )

    def check(spent: Spent) -> None:
        expecting(1)(spent)
        if not summary.search(spent.out):
            raise WrongError(f"no errors were counted: {spent.out[-200:]}")

    return check


def _against_floor(
    shop: Workshop, kind: str, count: int, limit: float | None, *options: str
) -> Row:
    folder = shop.corpus(kind, count)
    command = [shop.peer("python"), FLOOR, "parse", str(folder)]
    floor = Side("floor.py parse", command, shop.work, expecting(0, f"{count}\n"))
    return Row(_lint(shop, folder, *options), floor, "cpu", limit)


def _export(shop: Workshop) -> Row:
    folder = shop.corpus("clean", MANY)
    ours, floor = shop.work / "export-ours", shop.work / "export-floor"
    program = [shop.muniment, "export", str(folder), "--to", "oai_dc", "--output", str(ours)]
    lowest = [shop.peer("python"), FLOOR, "export", str(folder), str(floor)]

    def same(spent: Spent) -> None:
        expecting(0, f"{MANY}\n")(spent)
        _require_same(ours, floor)

    exported = expecting(0, f"{MANY} records exported")
    return Row(
        Side("muniment export", program, shop.work, exported, ours),
        Side("floor.py export", lowest, shop.work, same, floor),
        "cpu",
        4,
    )


def _export_dcxml(shop: Workshop) -> Row:
    """Against the library that Invenio writes Dublin Core with."""
    row = _export(shop)
    into = shop.work / "export-dcxml"
    command = [shop.peer("python"), FLOOR, "dcxml", str(shop.corpus("clean", MANY)), str(into)]
    theirs = Side("floor.py dcxml", command, shop.work, expecting(0, f"{MANY}\n"), into)
    return row._replace(theirs=theirs, limit=None)


def _require_same(ours: Path, floor: Path) -> None:
    """Both wrote the same files, MANY of them."""
    names = os.listdir(ours)
    if len(names) != MANY or len(os.listdir(floor)) != MANY:
        raise WrongError(f"{len(names)} and {len(os.listdir(floor))} files were written")
    _, other, missing = filecmp.cmpfiles(ours, floor, names, shallow=False)
    if other or missing:
        raise WrongError(f"floor.py no longer writes what the program does: {(other + missing)[0]}")


def _imported(name: str, reader: str, count: int) -> Callable[[Workshop], Row]:
    """Make a row: drafts of records are made of a source, and written to the disk."""

    def row(shop: Workshop) -> Row:
        source = shop.sheet(count) if name == "sheet" else shop.dublin_core(count)
        ours, floor = shop.work / f"import-{name}", shop.work / f"import-{name}-floor"
        program = [shop.muniment, "import", str(source), "--from", reader, "--records", str(ours)]
        lowest = [shop.peer("python"), FLOOR, name, str(source), str(floor)]
        read = expecting(0, f"{count} records read: {count} written")
        return Row(
            Side(f"muniment import {reader}", program, shop.work, read, ours),
            Side(f"floor.py {name}", lowest, shop.work, expecting(0, f"{count}\n"), floor),
            "cpu",
        )

    return row


def _create(shop: Workshop) -> Row:
    into = shop.work / "created"
    said = ["--title", "A letter", "--date", "1952-12-27", "--draft", "--records", str(into)]
    wrote = expecting(0, "1 file checked: 0 errors")
    ours = Side("muniment create", [shop.muniment, "create", *said], shop.work, wrote, into)
    return Row(ours, _version(shop).ours, "wall")


def _memory(shop: Workshop) -> Row:
    many, few = shop.corpus("clean", 100_000), shop.corpus("clean", 1_000)
    ours = _lint(shop, many)._replace(name="lint of 100,000")
    return Row(ours, _lint(shop, few)._replace(name="lint of 1,000"), "peak", 1.5)


def _memory_of_export(shop: Workshop) -> Row:

    def exported(count: int) -> Side:
        into = shop.work / f"exported-{count}.xml"
        command = [shop.muniment, "export", str(shop.corpus("clean", count)), "--to", "oai_dc"]
        said = expecting(0, f"{count} records exported")
        # A file that is there already is not written over.
        removed = ["sh", "-c", f'rm -f {into} && exec "$@"', "sh", *command, "--output", str(into)]
        return Side(f"export of {count:,}", removed, shop.work, said)

    return Row(exported(100_000), exported(1_000), "peak", 1.5)


def _memory_of_all(shop: Workshop) -> Row:
    return _memory(shop)._replace(measure="tree")


def _memory_first(shop: Workshop) -> Row:
    """Where verdicts are kept, and there are none yet."""

    def first(count: int) -> Side:
        command = [shop.muniment, "lint", "--records", str(shop.corpus("clean", count))]
        said = _cached(shop, expecting(0, f"{count} files checked: 0 errors\n"))
        kept = shop.work / ".muniment_cache"
        return Side(f"lint of {count:,}, first", command, shop.work, said, kept)

    return Row(first(100_000), first(1_000), "peak")


def _floored(
    kind: str, limit: float | None, count: int = MANY, *options: str
) -> Callable[[Workshop], Row]:
    return lambda shop: _against_floor(shop, kind, count, limit, *options)


ROWS: dict[str, Callable[[Workshop], Row]] = {
    "start-typer": _import_typer,
    "start-version": _version,
    "start-check-jsonschema": _start_check,
    "lint-one": _lint_one,
    "lint-one-cached": _lint_one_cached,
    "lint-many-cached": _lint_many_cached,
    "lint-first": _lint_first,
    "lint-check-jsonschema": _lint_check("clean"),
    "lint-check-findings": _lint_check("findings"),
    "lint-taplo": _lint_taplo("clean", 0.2),
    "lint-taplo-bare": _lint_taplo("bare"),
    "lint-taplo-findings": _lint_taplo("findings"),
    "lint-clean": _floored("clean", 4),
    "lint-findings": _floored("findings", 6),
    "lint-findings-json": _floored("findings", 6, MANY, "--output-format", "json"),
    "lint-inherits": _floored("inherits", None),
    "lint-scripts": _floored("scripts", None, 1_000),
    "lint-sizes": _floored("sizes", None, 1_000),
    "lint-1000": _floored("clean", None, 1_000),
    "lint-100000": _floored("clean", 4, 100_000),
    "lint-1000000": _floored("clean", 4, 1_000_000),
    "export": _export,
    "export-dcxml": _export_dcxml,
    "import-csv": _imported("sheet", "csv", 1_000),
    "import-dc": _imported("dc", "dc", 1_000),
    "create": _create,
    "memory": _memory,
    "memory-of-all": _memory_of_all,
    "memory-export": _memory_of_export,
    "memory-first": _memory_first,
}
# Too slow to be run without being asked for.
SLOW = (
    "memory", "memory-of-all", "memory-first", "memory-export", "lint-many-cached", "lint-100000", "lint-1000000",
)  # fmt: skip


def objections(shop: Workshop) -> Iterator[Side]:
    """Yield what must object to a broken record: a peer that judges nothing is quick."""
    folder = shop.broken()
    file = folder / "record-0000000.toml"
    yield _taplo(shop, folder, 1, status=1)
    yield _check_jsonschema(shop, [file], status=1)
    yield Side(
        "muniment lint", [shop.muniment, "lint", str(file)], shop.work,
        expecting(1, "robot", "1 file checked: 1 error\n"),
    )  # fmt: skip
