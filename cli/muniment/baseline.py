"""What an old collection is known to have wrong with it: silent, until there is more of it.

A baseline is a JSON file, sorted, one kind of finding a line. A fingerprint is made of the record's
id, the rule, the key without indices, and the value: it stays when lines or tables move.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.errors import MunimentError
from muniment.keys import dotted, plain, value_at
from muniment.keys import path as path_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from muniment.finding import Finding
    from muniment.recordfile import RecordFile

VERSION = 1


def fingerprinted(found: Finding, file: RecordFile) -> Finding:
    """Give a finding its fingerprint, 16 hexadecimal digits; `file` is the file it is in."""
    data = file.data or {}
    name = data.get("id")
    record = name if isinstance(name, str) else Path(file.path).name.removesuffix(".toml")
    parts = (record, found.rule, _plain_key(found), repr(_value(data, found.key)))
    made = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return found._replace(fingerprint=made)


def _plain_key(found: Finding) -> str:
    return dotted(plain(path_of(found.key)))


def _value(data: Any, key: str) -> Any:
    """Give what stands at a key; of a table, that one stands there."""
    found = value_at(data, path_of(key))
    return type(found).__name__ if isinstance(found, (dict, list)) else found


class Known(NamedTuple):
    """A kind of finding in a file, and how many times it is known."""

    file: str
    rule: str
    key: str
    fingerprint: str
    times: int


class Baseline:
    """The findings that are known: how often each may still be found."""

    def __init__(self, counts: Counter[str]) -> None:
        self._left = counts

    def silenced(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Pass findings on, and mark those that are known: of several alike, as many as were."""
        for found in findings:
            if not found.silenced and found.level != "note" and self._left[found.fingerprint] > 0:
                self._left[found.fingerprint] -= 1
                yield found._replace(silenced="baseline")
            else:
                yield found


def read(path: str) -> Baseline:
    """Read a baseline. Raises MunimentError where there is none that can be read."""
    left: Counter[str] = Counter()
    for known in _entries(path):
        left[known.fingerprint] += known.times
    return Baseline(left)


def of_others(path: str, files: Collection[str]) -> list[Known]:
    """Give what a baseline, if there is one, knows of files that exist, but these."""
    if not os.path.lexists(path):
        return []
    return [
        known for known in _entries(path) if known.file not in files and Path(known.file).exists()
    ]


def _entries(path: str) -> list[Known]:
    try:
        content = json.loads(Path(path).read_text("utf-8"))
        if content["version"] != VERSION:
            raise MunimentError(f"{path} is a baseline of another version: write it anew")
        return [
            Known(each["file"], each["rule"], each["key"], each["fingerprint"], int(each["count"]))
            for each in content["findings"]
        ]
    except OSError as error:
        raise MunimentError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise MunimentError(f"{path} is no baseline: --write-baseline makes one") from None


def written(findings: Iterable[Finding], others: Iterable[Known] = ()) -> Iterator[bytes]:
    """Yield the bytes of a baseline of these findings, but notes and what a comment silences."""
    alike = Counter(
        (found.file, found.rule, _plain_key(found), found.fingerprint)
        for found in findings
        if found.level != "note" and found.silenced != "comment"
    )
    yield f'{{"version": {VERSION}, "findings": ['.encode()
    before = "\n"
    known = [*others, *(Known(*each, count) for each, count in alike.items())]
    for each in sorted(known):
        file, rule, key, fingerprint, times = each
        entry = {"fingerprint": fingerprint, "count": times, "file": file, "rule": rule, "key": key}
        yield (before + json.dumps(entry, ensure_ascii=False)).encode("utf-8", "backslashreplace")
        before = ",\n"
    yield b"\n]}\n"
