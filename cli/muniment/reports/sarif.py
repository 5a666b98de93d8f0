"""Findings as SARIF 2.1.0, for code scanning: with the rules, the fixes, and what is silenced."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING
from urllib.parse import quote

from muniment import __version__
from muniment.reports.json import dumped
from muniment.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.reports import Style, Tally

TELLS_SILENCED = True

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_SUPPRESSIONS = {"comment": "inSource", "baseline": "external"}
# A file may be one line of a megabyte; longer sources are left to whoever has the file.
_LONGEST_SNIPPET = 1_000
_INDEX = {name: index for index, name in enumerate(RULES)}


def report(findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
    """Yield one run, a result a line, as the findings come; `style` changes nothing."""
    yield f'{{"version": "2.1.0", "$schema": {dumped(_SCHEMA)}, "runs": [{{\n'
    yield f'"tool": {{"driver": {dumped(_driver())}}},\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    before = "\n"
    for found in findings:
        yield before + dumped(_result(found))
        before = ",\n"
    yield "\n]}]}\n"


def _driver() -> dict[str, object]:
    rules = [_rule(name, module.__doc__ or "", module.LEVEL) for name, module in RULES.items()]
    return {"name": "muniment", "version": __version__, "rules": rules}


def _rule(name: str, manual: str, level: str) -> dict[str, object]:
    """Describe a rule by its manual: the demand, the prose below it, and all of it as help."""
    manual = manual.strip()
    demand, _, more = manual.partition("\n")
    prose = more.partition("\nPasses:\n")[0].partition("\nFails:\n")[0].strip()
    return {
        "id": name,
        "name": name.title().replace("-", ""),
        "shortDescription": {"text": demand},
        "fullDescription": {"text": prose or demand},
        "help": {"text": manual, "markdown": _fenced(manual)},
        "defaultConfiguration": {"level": level},
    }


def _fenced(manual: str) -> str:
    """Put fences around what is indented in a manual, so that it is shown as TOML."""
    lines: list[str] = []
    for block in re.split(r"\n(?=\S)", manual):
        text, *example = re.split(r"\n+(?=    )", block, maxsplit=1)
        lines.append(text)
        if example:
            lines.append(f"\n```toml\n{textwrap.dedent(example[0]).rstrip()}\n```\n")
    return "\n".join(lines).strip()


def _result(found: Finding) -> dict[str, object]:
    result: dict[str, object] = {"ruleId": found.rule}
    if found.rule in _INDEX:
        result["ruleIndex"] = _INDEX[found.rule]
    result |= {
        "level": found.level,
        "message": {"text": _message(found)},
        "locations": [{"physicalLocation": _location(found)}],
        # SARIF wants the list in every result of a run, or in none.
        "suppressions": [{"kind": _SUPPRESSIONS[found.silenced]}] if found.silenced else [],
    }
    if found.fingerprint:
        result["partialFingerprints"] = {"muniment/v1": found.fingerprint}
    if found.fix:
        result["fixes"] = [_fix(found)]
    if found.key:
        result["properties"] = {"key": found.key}
    return result


def _message(found: Finding) -> str:
    """Give message and hint as sentences, without what SARIF would take for more than text."""
    text = f"{found.message}. {found.hint}" if found.hint else found.message
    # {0} would be an argument, and [text](address) a link: a record could put either there.
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _location(found: Finding) -> dict[str, object]:
    """Give file and region, with the text of the region and of its line where they are at hand."""
    region = _region(found.line, found.column, found.end_line, found.end_column)
    location = {"artifactLocation": {"uri": _uri(found.file)}, "region": region}
    start = found.column - 1 - found.source_start
    end = start + found.end_column - found.column
    length = len(found.source)
    is_whole = found.line == found.end_line and 0 <= start <= end <= length
    if not is_whole or length > _LONGEST_SNIPPET:
        return location
    if start < end:
        region["snippet"] = {"text": found.source[start:end]}
    # Around the region there must be more than the region.
    if length > end - start:
        first = found.source_start + 1
        around = _region(found.line, first, found.line, first + length)
        location["contextRegion"] = {**around, "snippet": {"text": found.source}}
    return location


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, object]:
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _fix(found: Finding) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(*change.place), "insertedContent": {"text": change.text}}
        for change in found.fix
    ]
    location = {"uri": _uri(found.file)}
    return {"artifactChanges": [{"artifactLocation": location, "replacements": replacements}]}


def _uri(file: str) -> str:
    """Give a path as a URI: relative as it is printed, or of the scheme `file`."""
    drive, rest = (file[:2], file[2:]) if file[1:3] == ":/" else ("", file)
    written = drive + quote(rest, errors="surrogateescape")
    return f"file://{'/' if drive else ''}{written}" if rest.startswith("/") else written
