"""What `--fix` does to a file: edits, and another look, until there is nothing more to mend."""

from __future__ import annotations

import os
import re
from difflib import unified_diff
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from muniment import edits, recordfile, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.finding import Finding
    from muniment.lint import Linter

_QUOTED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]')
_ESCAPED = {ord('"'): '\\"', ord("\\"): "\\\\", 9: "\\t", 10: "\\n", 13: "\\r"}
_BOM = "\ufeff"
# Edits that overlap wait for the next pass; one that brings forth another for ever is broken off.
_PASSES = 20


class Mended(NamedTuple):
    """A file before and after, and how many findings were `mended`; `path` is as it is printed."""

    path: str
    before: str
    after: str
    mended: int

    def diff(self) -> Iterator[str]:
        """Yield the difference as a patch that git and patch can apply."""
        before, after = (_lines(text) for text in (self.before, self.after))
        old, new = (_quoted(f"{side}/{self.path}") for side in "ab")
        for line in unified_diff(before, after, old, new):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _quoted(name: str) -> str:
    """Give a name as git writes it in a patch: in quotes where it would not be read again."""
    if not _QUOTED.search(name):
        # A tab ends a name that has a space in it.
        return f"{name}\t" if " " in name else name
    raw = name.encode("utf-8", "surrogateescape")
    return '"' + "".join(_ESCAPED.get(byte) or _octal(byte) for byte in raw) + '"'


def _octal(byte: int) -> str:
    return chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}"


def _lines(text: str) -> list[str]:
    """Cut a text up at line feeds only: other line ends are part of a line of TOML."""
    return StringIO(text, newline="\n").readlines()


def mend(path: str, linter: Linter) -> Mended:
    """Make the changes that rules call safe in the file at `path`; nothing is written.

    After each pass the text is parsed and judged again: what would bring an error with it is not
    done. Raises OSError where the file cannot be read.
    """
    file = recordfile.read(path)
    bom = _BOM if file.data is not None and file.troubles else ""
    before, count = file.text, 0
    found = linter.judge_file(file).findings
    for _ in range(_PASSES):
        fixes = [each.fix for each in found if _is_wanted(each)]
        if edits.applied(file.text, fixes)[0] == file.text:
            break
        # Where all together would bring an error, some may do without.
        attempts = chain(([*fixes],), ([fix] for fix in fixes))
        for wanted in attempts:
            text, mended = edits.applied(file.text, wanted)
            after = recordfile.parsed(path, (bom + text).encode("utf-8"))
            left = linter.judge_file(after).findings
            if text != file.text and _errors(left) <= _errors(found):
                break
        else:
            break
        file, found, count = after, left, count + mended
    return Mended(_from_here(path), bom + before, bom + file.text, count)


def _from_here(path: str) -> str:
    """Give a path as a patch names it: from the current folder, or else without its first `/`."""
    here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118
    return path.removeprefix(here).replace(os.sep, "/").lstrip("/")


def write(mended: Mended, path: str) -> None:
    """Write a mended file in place of what is there; a link stays one. Raises MunimentError."""
    writing.replace(os.path.realpath(path), (mended.after.encode("utf-8"),))


def _is_wanted(found: Finding) -> bool:
    return bool(found.fix) and not found.silenced


def _errors(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(found.rule, found.key) for found in findings if found.level == "error"}
