"""`muniment lint` for the tests: files put where it looks, and what its JSON report tells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from inside import muniment

if TYPE_CHECKING:
    from pathlib import Path

    from program import Ran


def put(file: Path, text: str) -> Path:
    """Write a file, its line ends as they are, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def lint(folder: Path, *options: str | Path) -> Ran:
    """Run `muniment lint` in a folder, with a report in JSON."""
    return muniment("lint", *options, "--output-format", "json", cwd=folder)


def told(ran: Ran) -> list[dict[str, Any]]:
    """Give the findings of a report in JSON."""
    findings: list[dict[str, Any]] = json.loads(ran.out)["findings"]
    return findings
