"""What a record must hold and does not: the profile's demands, and the gaps that answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.dates import read as read_date
from muniment.finding import Level, Problem
from muniment.keys import Path, dotted, plain
from muniment.keys import path as path_of
from muniment.profiles import Profile, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jsonschema_rs import ValidationError

    from muniment.pruning import Blank

# A tombstone needs no more (what a court or a family had removed is not kept in it).
_WHY = {"x-message": "a tombstone says when the record was withdrawn, and why"}
_TOMBSTONE = Profile(
    "tombstone",
    {
        "required": ["id", "title", "record"],
        "properties": {
            "record": {
                "required": ["withdrawn"],
                "properties": {
                    "withdrawn": {
                        **_WHY,
                        "required": ["date", "reason"],
                        "properties": {"date": _WHY, "reason": _WHY},
                    }
                },
            }
        },
    },
)


class Lack(NamedTuple):
    """Something missing: any one of `paths` would do; why it is needed, and how much."""

    paths: tuple[Path, ...]
    why: str
    level: Level


def missing(
    data: Mapping[str, Any], profile: Profile, blanks: Sequence[Blank], today: str
) -> Iterator[Problem]:
    """Yield what `profile` asks for and `data` (pruned, effective) has not.

    A gap makes of an error a note, or a warning once its review date is before `today` (an ISO
    date); in a draft what is missing is a warning. `blanks` are what pruning took out of the file.
    """
    status = _status(data)
    asked = _TOMBSTONE if status == "withdrawn" else profile
    if asked.validator.is_valid(data):
        return
    gaps = _gaps(data)
    said: set[object] = set()
    for lack in lacks(asked, _with_headings(data, blanks)):
        gap = _gap_for(lack, gaps)
        if (gap or lack.paths) in said:
            continue
        said.add(gap or lack.paths)
        if gap:
            yield from _covered(lack, gap, today)
        else:
            level: Level = "warning" if status == "draft" else lack.level
            yield _uncovered(lack, level, blanks)


def _with_headings(data: Mapping[str, Any], blanks: Sequence[Blank]) -> Mapping[str, Any]:
    """Put back, empty, each table that blanks alone stood in: then all that it lacks is said."""
    headings: dict[str, Any] = {
        str(blank.path[0]): [{}] if isinstance(blank.path[1], int) else {}
        for blank in blanks
        if len(blank.path) > 2 and blank.path[0] not in data
    }
    return {**data, **headings} if headings else data


def _status(data: Mapping[str, Any]) -> object:
    about = data.get("record")
    return about.get("status") if isinstance(about, dict) else None


class _Gap(NamedTuple):
    at: int
    field: Path
    reason: str | None
    note: str | None
    review: str | None


def _gaps(data: Mapping[str, Any]) -> list[_Gap]:
    """Give the gaps that say what is missing; whether they say why, a rule asks."""
    gaps = data.get("gap")
    if not isinstance(gaps, list):
        return []
    return [
        _Gap(at, path_of(gap["field"]), *(_text(gap, key) for key in ("reason", "note", "review")))
        for at, gap in enumerate(gaps)
        if isinstance(gap, dict) and _text(gap, "field")
    ]


def _gap_for(lack: Lack, gaps: Sequence[_Gap]) -> _Gap | None:
    # The id is a name that the institution gives: it cannot be unknown.
    if lack.paths[0] == ("id",):
        return None
    return next((gap for gap in gaps if any(covers(gap.field, path) for path in lack.paths)), None)


def _text(table: dict[str, Any], key: str) -> Any:
    value = table.get(key)
    return value if isinstance(value, str) else None


def covers(field: Path, path: Path) -> bool:
    """Whether a gap for `field` answers for `path`: the key, what is below it, an absent ancestor.

    A field without indices stands for any: `rights.contact` covers `rights.0.contact.email`.
    """
    if plain(field) == field:
        path = plain(path)
    shorter = min(len(field), len(path))
    return field[:shorter] == path[:shorter]


def _covered(lack: Lack, gap: _Gap, today: str) -> Iterator[Problem]:
    if gap.reason is None:
        return
    key = _cut(lack.paths[0], gap.field)
    name = dotted(gap.field)
    note = f": {' '.join(gap.note.split())}" if gap.note and gap.reason != "withheld" else ""
    said = f"{name} is a declared gap ({gap.reason}){note}"
    at = f"gap.{gap.at}.field"
    if _is_past(gap.review, today):
        yield Problem(
            dotted(key),
            f"{said.rstrip('.')}; it was to be looked at again by {gap.review}",
            f"Fill in {name}, or give the gap a later review date.",
            level="warning",
            at=at,
        )
    else:
        yield Problem(dotted(key), said, level="note", at=at)


def _cut(path: Path, field: Path) -> Path:
    """Cut a path to what a gap's field names: `rights.0.contact` of `rights.0.contact.email`."""
    names = len(plain(field))
    ends = (end for end in range(1, len(path) + 1) if len(plain(path[:end])) == names)
    return path[: next(ends, len(path))]


def _is_past(review: str | None, today: str) -> bool:
    if review is None:
        return False
    try:
        latest = read_date(review).latest
    except ValueError:
        return False
    year, month, day = map(int, today.split("-"))
    return latest is not None and latest < (year, month, day)


def _uncovered(lack: Lack, level: Level, blanks: Sequence[Blank]) -> Problem:
    from muniment.wording import how_to_fill, what_is_missing

    blank = _blank_for(lack.paths, blanks)
    key = blank.path if blank else _pointed_at(lack.paths)
    return Problem(
        dotted(key),
        what_is_missing(lack.paths, blank, lack.why),
        how_to_fill(lack.paths, blank),
        level=level,
        in_file=blank is not None,
    )


def _pointed_at(paths: tuple[Path, ...]) -> Path:
    """One missing key is pointed at itself; of several that would do, the table they belong to."""
    return paths[0] if len(paths) == 1 else paths[0][:-1]


def _blank_for(paths: tuple[Path, ...], blanks: Sequence[Blank]) -> Blank | None:
    """Find the blank value that stands where a missing one should."""
    for path in paths:
        for blank in blanks:
            if blank.path[: len(path)] == path or plain(blank.path) == plain(path):
                return blank
    return None


def placeholders(data: Mapping[str, Any], blanks: Sequence[Blank]) -> Iterator[Problem]:
    """Yield the placeholders among `blanks`: beside a gap they are errors, else warnings."""
    gaps = _gaps(data)
    for blank in blanks:
        if not blank.text:
            continue
        name = dotted(plain(blank.path))
        if any(covers(gap.field, blank.path) for gap in gaps):
            yield Problem(
                dotted(blank.path),
                f'{name} says "{blank.text}", and a gap says the same beside it, better',
                "Delete the placeholder; the gap is enough.",
                level="error",
                in_file=True,
            )
        else:
            yield Problem(
                dotted(blank.path),
                f'{name} says only "{blank.text}", which other programs will take for a value',
                f'Delete it, or say why it is not known: [[gap]] with field = "{name}".',
                in_file=True,
            )


def lacks(profile: Profile, data: Mapping[str, Any]) -> Iterator[Lack]:
    """Yield what `data` lacks by `profile`, in the order of the schema."""
    for error in profile.validator.iter_errors(data):
        yield from _explained(error, profile.schema, ())


def _explained(error: ValidationError, schema: dict[str, Any], above: Path) -> Iterator[Lack]:
    path: Path = (*above, *error.instance_path)
    node, level = _node(schema, error.schema_path[:-1])
    # Each kind of error carries what it is about, which the type of them all does not say.
    about: Any = error.kind
    kind = type(about).__name__.rpartition("_")[2]
    if kind == "Required":
        name = about.property
        why = node.get("properties", {}).get(name, {}).get("x-message", "the profile asks for it")
        yield Lack(((*path, name),), why, level)
    elif kind == "Contains":
        yield from _nearest_item(error, node, schema, path)
    elif kind in ("AnyOf", "OneOfNotValid"):
        yield Lack(_alternatives(error, above), node.get("x-message", "one is needed"), level)
    else:
        yield Lack((path,), node.get("x-message", "the profile asks for another value"), level)


def _node(schema: dict[str, Any], schema_path: Sequence[str | int]) -> tuple[dict[str, Any], Level]:
    """Follow a path into the schema, and note the level that was last set on the way."""
    node: Any = schema
    level: Level = schema.get("x-level", "error")
    for part in schema_path:
        node = node[part]
        if isinstance(node, dict):
            level = node.get("x-level", level)
    return node, level


def _nearest_item(
    error: ValidationError, node: dict[str, Any], schema: dict[str, Any], path: Path
) -> Iterator[Lack]:
    """Say of the item that comes nearest to what one item must be, what it lacks."""
    wanted = {"$defs": schema.get("$defs", {}), **node["contains"]}
    validator = compiled(wanted)
    items: Any = error.instance
    each = [list(validator.iter_errors(item)) for item in items]
    best = min(range(len(each)), key=lambda index: len(each[index]))
    for inner in each[best]:
        yield from _explained(inner, wanted, (*path, best))


def _alternatives(error: ValidationError, above: Path) -> tuple[Path, ...]:
    """Give what any branch of an anyOf asks for."""
    about: Any = error.kind
    return tuple(
        dict.fromkeys(
            (*above, *inner.instance_path, inner.kind.property)
            for branch in about.context
            for inner in branch
            if hasattr(inner.kind, "property")
        )
    ) or ((*above, *error.instance_path),)
