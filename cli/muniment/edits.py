"""What `--fix` changes: ranges of a file's text, so that format, comments and order stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.finding import Change, Edit, NewTable
from muniment.keys import Path
from muniment.keys import path as path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from muniment.recordfile import RecordFile

_LONG = '"""'
# The tables that stand at the end of a record: its files, and what is about the record itself.
_LAST = ("file", "record", "local")
# What TOML takes only as an escape; a line feed only where a text may have several lines.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
# What may follow a table's last value: a comment on its line, and others on those right below.
_REST = re.compile(r"[ \t]*+(?:#[^\n]*+)?(?:\n[ \t]*+#[^\n]*+)*(?=\r?\n[ \t]*+\r?\n|\s*+\Z)")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:#[^\n]*+)?(?=\r?\n|\Z)")
# A new table needs a header below it, or nothing: keys that follow would become its own.
_HEADER_BELOW = re.compile(r"(?:\s++|#[^\n]*+)*+(?:\[|\Z)")


def changes(
    file: RecordFile, edits: Sequence[Edit | NewTable], in_file: Callable[[Path], Path]
) -> tuple[Change, ...]:
    """Give the changes of the text that make the edits; none if one of them cannot be made.

    `in_file` gives the path in the file for the path of an edit.
    """
    made = [_change(file, edit, in_file) for edit in edits]
    return tuple(change for change in made if change) if all(made) else ()


def _change(
    file: RecordFile, edit: Edit | NewTable, in_file: Callable[[Path], Path]
) -> Change | None:
    if isinstance(edit, NewTable):
        return _new_table(file, edit)
    written = file.places.value_range(in_file(path_of(edit.key)))
    if written:
        source = _source(edit.value, file.text[slice(*written)])
        return _at(file, *written, source) if source else None
    return _addition(file, edit, in_file) if edit.after else None


def _addition(file: RecordFile, edit: Edit, in_file: Callable[[Path], Path]) -> Change | None:
    """Put a key below another, if that one is alone on its line."""
    key, after = path_of(edit.key), path_of(edit.after)
    above = file.places.value_range(in_file(after))
    # What is below the table of the key above is named from there: `contact.email`.
    names = [name for name in key[len(after) - 1 :] if isinstance(name, str)]
    if above is None or key[: len(after) - 1] != after[:-1] or not all(map(_BARE.match, names)):
        return None
    name = ".".join(names)
    first = file.text.rfind("\n", 0, above[0]) + 1
    last = file.text.find("\n", above[1])
    last = last if last >= 0 else len(file.text)
    before, rest = file.text[first : above[0]].partition("="), file.text[above[1] : last].strip()
    # An inline table, or a dotted key, would need another form.
    if before[2].strip() or not _BARE.match(before[0].strip()) or rest[:1] not in ("", "#"):
        return None
    end = _line_end(file.text)
    at = last - file.text.endswith("\r", 0, last)
    indent = before[0][: len(before[0]) - len(before[0].lstrip())]
    return _at(file, at, at, f"{end}{indent}{name} = {_plain(edit.value)}")


def _new_table(file: RecordFile, table: NewTable) -> Change | None:
    """Put a table below the last of its kind, or else below all others that a person reads first.

    None where those are written in a form that a header cannot follow.
    """
    places, data = file.places, file.data or {}
    taken = data.get(table.key, [])
    if not isinstance(taken, list) or places.value_range((table.key,)):
        return None
    header = f"[[{table.key}]]" if table.is_list else f"[{table.key}]"
    above = {table.key} if data.get(table.key) else data.keys() - set(_LAST)
    at = places.end_of(above)
    rest = _REST.match(file.text, at) or _REST_OF_LINE.match(file.text, at)
    if rest is None or not _HEADER_BELOW.match(file.text, rest.end()):
        return None
    end = _line_end(file.text)
    lines = [f"{key} = {_plain(value)}" for key, value in table.values]
    at = rest.end() - file.text.endswith("\r", 0, rest.end())
    return _at(file, at, at, end.join(["", "", header, *lines]))


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _at(file: RecordFile, start: int, end: int, text: str) -> Change:
    return Change(start, end, text, file.places.between(start, end))


def _source(value: str | tuple[str, ...], now: str) -> str | None:
    """Give a value as TOML, in the form in which it is written now; None where that is unsafe."""
    if isinstance(value, tuple):
        # Comments may stand between the items of a list; one value may stand without brackets.
        is_lone = now.startswith(("'", '"')) and not now.startswith(("'''", _LONG))
        return _plain(value) if is_lone or (now.startswith("[") and "#" not in now) else None
    if now.startswith(_LONG):
        return _long(value, now)
    if now.startswith("'''"):
        return None
    return f"'{value}'" if now.startswith("'") and _fits_literal(value) else _plain(value)


def _long(value: str, now: str) -> str | None:
    """Give a text between three quotes, if nothing in it was escaped, or must be."""
    end = _line_end(now)
    lines = value.replace("\r\n", "\n")
    if "\\" in now + value or _LONG in value or value.endswith('"') or _CONTROL.search(lines):
        return None
    # The first line end after the quotes is no part of the text.
    begins = end if now.startswith(end, len(_LONG)) or lines.startswith("\n") else ""
    return f"{_LONG}{begins}{lines.replace(chr(10), end)}{_LONG}"


def _fits_literal(value: str) -> bool:
    return not ("'" in value or "\n" in value or _CONTROL.search(value))


def _plain(value: str | tuple[str, ...]) -> str:
    """Give a text, or a list of texts, as TOML on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_plain, value))}]"
    import tomli_w

    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")


def applied(text: str, wanted: Iterable[tuple[Change, ...]]) -> tuple[str, int]:
    """Make changes of a text, those of one finding together or not at all.

    Those that overlap others wait for the next time. Gives the text, and how many findings were
    mended.
    """
    done: list[Change] = []
    count = 0
    for group in wanted:
        if group and not any(_overlap(one, other) for one in group for other in done):
            done.extend(group)
            count += 1
    for change in sorted(done, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text, count


def _overlap(one: Change, other: Change) -> bool:
    if (one.start, one.end) == (other.start, other.end):
        return True
    return one.start < other.end and other.start < one.end
