"""Measure the program against the speed budget. By hand: `python tests/bench/run.py`.

Makes a scratch folder with the program, installed from a copy of the checkout, and its peers, each
in an environment of its own; then runs each row's two commands in turn. Ratios count, not times:
they hold on a machine that has other work. Exit status 1: a limit is missed, or a row is void,
because a command did not do what it is measured for. Needs `wait4`, so not on Windows.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from measuring import MEASURES, UNITS, Pairs, WrongError, paired
from rows import ROWS, SLOW, Row, objections
from workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = "{:<22} {:<4} {:<36} {:>9}  {:<24} {:>9}  {:>6}  {:<14} {:>5} {:>5} {:>5}  {:<16} {}"


class Result(NamedTuple):
    """What became of a row: `pairs` is None where it is void, and `why` says why."""

    name: str
    row: Row
    pairs: Pairs | None
    why: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `MISS`, `void`, or nothing where there is no limit."""
        if self.pairs is None:
            return "void"
        if self.row.limit is None:
            return ""
        ratio = self.pairs.medians(self.row.measure)[2]
        return "ok" if ratio <= self.row.limit else "MISS"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and give the exit status."""
    asked = _asked(arguments)
    with _folder(asked.keep) as root:
        shop = Workshop(root, asked.seed)
        _tell(f"installing into {root}")
        shop.build()
        for side in objections(shop):
            side.run()
        print(_LINE.format(*_HEADING), flush=True)
        results = []
        for name in asked.rows:
            results.append(_measured(name, shop, asked.runs))
            print(_line(results[-1]).rstrip(), flush=True)
        versions = shop.versions()
    print("\n" + ", ".join(f"{name} {version}" for name, version in versions.items()))
    if asked.json:
        asked.json.write_text(json.dumps(_told(results, versions, asked), indent=1) + "\n", "utf-8")
    return int(any(result.verdict in ("MISS", "void") for result in results))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    usual = [name for name in ROWS if name not in SLOW]
    parser.add_argument(
        "--rows", type=_rows, default=usual, metavar="NAME,...",
        help=f"of {', '.join(ROWS)}; all but {', '.join(SLOW)} if none is named",
    )  # fmt: skip
    parser.add_argument("--runs", type=int, default=5, help="pairs that count, of each row")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work there, and leave it")
    parser.add_argument("--seed", type=int, default=1, help="of the corpora")
    asked = parser.parse_args(arguments)
    if asked.runs < 1:
        parser.error("--runs is at least 1")
    if asked.keep and asked.keep.exists() and any(asked.keep.iterdir()):
        parser.error(f"{asked.keep} is not empty")
    return asked


def _rows(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in ROWS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no row {unknown[0]!r}; there are {', '.join(ROWS)}")
    return names


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        yield keep
    else:
        with tempfile.TemporaryDirectory(prefix="muniment-bench-") as folder:
            yield Path(folder)


def _measured(name: str, shop: Workshop, runs: int) -> Result:
    row = ROWS[name](shop)
    try:
        return Result(name, row, paired(row.ours, row.theirs, row.measure, runs))
    except WrongError as error:
        return Result(name, row, None, str(error))


_HEADING = (
    "row", "of", "ours", "", "theirs", "", "ratio", "(min..max)", "wall", "cpu", "peak", "limit", "",
)  # fmt: skip


def _line(result: Result) -> str:
    name, row, pairs, why = result
    if pairs is None:
        return f"{name:<22} void: {why}"
    ours, theirs, ratio = pairs.medians(row.measure)
    ratios = pairs.ratios(row.measure)
    return _LINE.format(
        name, row.measure, row.ours.name, _amount(ours, row), row.theirs.name, _amount(theirs, row),
        f"{ratio:.2f}", f"({min(ratios):.2f}..{max(ratios):.2f})",
        *(f"{pairs.medians(each)[2]:.2f}" for each in MEASURES[:3]), _limit(row), result.verdict,
    )  # fmt: skip


def _amount(value: float, row: Row) -> str:
    return f"{value:.{1 if UNITS[row.measure] == 'MiB' else 3}f} {UNITS[row.measure]}"


def _limit(row: Row) -> str:
    if row.limit is None:
        return "-"
    return f"{row.limit:g}" + (f" (better {row.better:g})" if row.better else "")


def _told(
    results: Sequence[Result], versions: dict[str, str], asked: argparse.Namespace
) -> dict[str, Any]:
    """Give every figure, for a program."""
    machine = {"system": platform.platform(), "cores": os.cpu_count()}
    rows = [
        {
            "name": result.name, "measure": result.row.measure,
            "commands": [result.row.ours.name, result.row.theirs.name],
            "figures": _figures(result.pairs) if result.pairs else {},
            "limit": result.row.limit, "verdict": result.verdict, "why": result.why,
        }
        for result in results
    ]  # fmt: skip
    return {"versions": versions, "machine": machine, "seed": asked.seed, "rows": rows}


def _figures(pairs: Pairs) -> dict[str, Any]:
    """Give each figure of each run, and the medians."""
    return {
        measure: {
            "unit": UNITS[measure],
            **dict(zip(("ours", "theirs"), pairs.values(measure), strict=True)),
            "medians": pairs.medians(measure),
        }
        for measure in MEASURES
        if all(pairs.values(measure)[1])
    }


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
