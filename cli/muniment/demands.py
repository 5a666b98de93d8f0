"""What a profile demands of a record: each thing that is missing, or is not taken, with its words.

A validator's errors tell the way through the schema; `x-message` and `x-level` are found on it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.keys import Path
from muniment.pointers import pointed_at, step
from muniment.profiles import HERE, OURS, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema_rs import Draft202012Validator, ValidationError

    from muniment.finding import Level

# Of the items of a list, to find the one that comes nearest.
_MOST_LOOKED_AT = 100
# Where a profile has no words of its own.
_ASKED = "the profile asks for it"
_FALSE = "FalseSchema"


class Lack(NamedTuple):
    """Something missing: any one of `paths` would do; why it is needed, and how much.

    Where it is `refused`, something stands there, and is not what the profile takes.
    """

    paths: tuple[Path, ...]
    why: str
    level: Level
    refused: bool = False


class _Spot:
    """A place in a profile: the schema there, the document and pointer, and what holds there.

    The document is the profile itself or one of ours that it builds on. Its words (`why`, or "")
    and its level are those that were last set on the way. Each is made once, and is only itself.
    """

    __slots__ = ("document", "level", "node", "pointer", "why")

    def __init__(self, node: Any, document: str, pointer: str, above: _Spot | None) -> None:
        said = node if isinstance(node, dict) else {}
        why, level = said.get("x-message"), said.get("x-level")
        self.node = node
        self.document = document
        self.pointer = pointer
        self.why: str = why if isinstance(why, str) else above.why if above else ""
        self.level: Level = (
            level if level in ("error", "warning") else above.level if above else "error"
        )


def unmet(profile: Profile, data: Mapping[str, Any]) -> Iterator[Lack]:
    """Yield what `data` lacks by `profile`, in the order of the schema, errors before warnings."""
    top = _top(profile)
    found = [
        lack
        for error in profile.validator.iter_errors(data)
        for lack in _explained(error, profile, top, ())
    ]
    # What one part of a profile recommends another may demand.
    yield from (lack for lack in found if lack.level == "error")
    yield from (lack for lack in found if lack.level != "error")


def takes_gap(profile: Profile, data: Mapping[str, Any], lack: Lack) -> bool:
    """Tell whether a gap for what `data` lacks would be an answer: a profile may forbid it."""
    if not _speaks_of_gaps(profile):
        return True
    from muniment.wording import gap_field

    gap = {"field": gap_field(lack.paths), "reason": "not-recorded"}
    found = unmet(profile, {**data, "gap": [gap]})
    return not any(each.refused and each.paths[0][:1] == ("gap",) for each in found)


@lru_cache(maxsize=64)
def _speaks_of_gaps(profile: Profile) -> bool:
    schema = json.dumps(profile.schema)
    return '"gap"' in schema or OURS in schema


def _explained(
    error: ValidationError, profile: Profile, above: _Spot, base: Path
) -> Iterator[Lack]:
    """Say of an error what it lacks; it was found from `above` on, in the value at `base`."""
    path: Path = (*base, *error.instance_path)
    way = tuple(error.evaluation_path)
    # Each kind of error carries what it is about, which the type of them all does not say.
    about: Any = error.kind
    kind = type(about).__name__.rpartition("_")[2]
    spot = _spot(profile, above, way, is_false=kind == _FALSE)
    if kind == "Required":
        name = about.property
        yield Lack(((*path, name),), _why_needed(profile, spot, name), spot.level)
    elif kind == "Contains" and way[-1] == "contains":
        yield from _nearest_item(error, profile, spot, path)
    elif kind in ("AnyOf", "OneOfNotValid") and (paths := _alternatives(error, base)):
        yield Lack(paths, spot.why or _ASKED, spot.level)
    elif kind in ("AdditionalProperties", "UnevaluatedProperties"):
        for name in about.unexpected:
            yield Lack(((*path, name),), spot.why, spot.level, refused=True)
    else:
        yield Lack((path,), spot.why, spot.level, refused=True)


# Thousands of records lack the same few things: each way is gone once.
@lru_cache(maxsize=64)
def _top(profile: Profile) -> _Spot:
    return _Spot(profile.schema, HERE, "", None)


@lru_cache(maxsize=4096)
def _spot(profile: Profile, above: _Spot, way: tuple[str | int, ...], *, is_false: bool) -> _Spot:
    """Follow the way of an error into the schema, through references, to whose words hold."""
    # The last step is the keyword; `false` has none, and may itself be one of several by name.
    way = way[:-1]
    if is_false and way[-1:] in (("properties",), ("patternProperties",)):
        way = way[:-1]
    spot = above
    for part in way:
        spot = _next(spot, part, profile)
    return spot


def _next(spot: _Spot, part: str | int, profile: Profile) -> _Spot:
    reference = spot.node.get(part) if isinstance(spot.node, dict) else None
    if part == "$ref" and isinstance(reference, str):
        address, _, pointer = reference.partition("#")
        document = address or spot.document
        return _Spot(pointed_at(profile.document(document), pointer), document, pointer, spot)
    return _Spot(spot.node[part], spot.document, spot.pointer + step(part), spot)


@lru_cache(maxsize=4096)
def _why_needed(profile: Profile, spot: _Spot, name: str) -> str:
    """Give the words that stand beside a key's own schema, or else those of its table."""
    if name in spot.node.get("properties", {}):
        asked = _next(_next(spot, "properties", profile), name, profile)
        while asked.why == spot.why and isinstance(asked.node, dict) and "$ref" in asked.node:
            asked = _next(asked, "$ref", profile)
        return asked.why or _ASKED
    return spot.why or _ASKED


@lru_cache(maxsize=4096)
def _of_item(profile: Profile, spot: _Spot) -> tuple[Draft202012Validator, _Spot]:
    """Give what an item of a list must be, compiled, and where its errors start from."""
    inner = _next(spot, "contains", profile)
    reference = f"{inner.document}#{inner.pointer}"
    # The validator of a part goes to it by a reference, and its errors say so.
    start = _Spot({"$ref": reference}, inner.document, inner.pointer, inner)
    return profile.part(reference), start


def _nearest_item(
    error: ValidationError, profile: Profile, spot: _Spot, path: Path
) -> Iterator[Lack]:
    """Say of the item that comes nearest to what one item must be, what it lacks.

    `false` says of an item that it is not meant; where none is meant, the list is not enough.
    """
    validator, start = _of_item(profile, spot)
    items: Any = error.instance
    each = [list(validator.iter_errors(item)) for item in islice(items, _MOST_LOOKED_AT)]
    meant = [index for index, errors in enumerate(each) if errors and not any(map(_bars, errors))]
    if not meant:
        yield Lack((path,), spot.why, spot.level, refused=True)
        return
    best = min(meant, key=lambda index: len(each[index]))
    for inner_error in each[best]:
        yield from _explained(inner_error, profile, start, (*path, best))


def _bars(error: ValidationError) -> bool:
    return type(error.kind).__name__.endswith(_FALSE)


def _alternatives(error: ValidationError, base: Path) -> tuple[Path, ...]:
    """Give the keys that the branches of an anyOf ask for: those of the table it speaks of."""
    about: Any = error.kind
    depth = len(error.instance_path) + 1
    return tuple(
        dict.fromkeys(
            (*base, *[*inner.instance_path, inner.kind.property][:depth])
            for branch in about.context
            for inner in branch
            if hasattr(inner.kind, "property")
        )
    )
