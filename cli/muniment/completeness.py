"""What a record must hold and does not: the profile's demands, and the gaps that answer them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from muniment.demands import Lack, takes_gap, unmet
from muniment.finding import Level, Problem
from muniment.gaps import Gap, Gaps, declared
from muniment.keys import Path, dotted, plain
from muniment.profiles import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


class Blanks:
    """The values that pruning took out of the files, to be found by where they stood."""

    def __init__(self, blanks: Sequence[Blank]) -> None:
        self.all = blanks
        self._by_path: dict[Path, Blank] = {}
        self._by_name: dict[Path, Blank] = {}
        for blank in blanks:
            self._by_name.setdefault(plain(blank.path), blank)
            for end in range(len(blank.path), 0, -1):
                if self._by_path.setdefault(blank.path[:end], blank) is not blank:
                    break

    def standing_for(self, paths: tuple[Path, ...]) -> Blank | None:
        """Find the blank that stands where one of the missing values should."""
        found = (self._by_path.get(path) or self._by_name.get(plain(path)) for path in paths)
        return next(filter(None, found), None)


def is_complete(data: Mapping[str, Any], profile: Profile) -> bool:
    """Tell whether a record without blanks has all that `profile` asks for.

    Tombstones, and records with a table of their own, are not asked: False is no answer.
    """
    is_plain = "local" not in data and _status(data) != "withdrawn"
    return is_plain and profile.validator.is_valid(data)


def missing(
    data: Mapping[str, Any], profile: Profile, blanks: Sequence[Blank], today: str
) -> Iterator[Problem]:
    """Yield what `profile` asks for and `data` (pruned, effective) has not.

    A gap makes of an error a note, or a warning once its review date is before `today` (an ISO
    date); in a draft what is missing is a warning, not what is wrong. `blanks` are what pruning
    took out of the file.
    """
    status = _status(data)
    asked = _TOMBSTONE if status == "withdrawn" else profile
    if "local" in data:
        # The institution's own may hold what JSON has not, and is never judged.
        data = {key: value for key, value in data.items() if key != "local"}
    if not blanks and asked.validator.is_valid(data):
        return
    gaps, stood = Gaps(data), Blanks(blanks)
    said: set[object] = set()
    spoken_of: set[Path] = set()
    found = unmet(asked, _with_headings(data, blanks))
    for lack in chain(found, _blank_beside_others(asked, data, blanks, spoken_of)):
        gap = _gap_for(lack, gaps)
        if (gap or lack.paths) in said:
            continue
        said.add(gap or lack.paths)
        if gap:
            yield from declared(gap, lack.paths[0], today)
        elif lack.refused:
            yield _refused(lack, asked.name)
        else:
            level: Level = "warning" if status == "draft" else lack.level
            or_gap = takes_gap(asked, data, lack)
            problem, blank = _uncovered(lack, level, stood, or_gap=or_gap)
            if blank:
                spoken_of.add(blank.path)
            yield problem


def _status(data: Mapping[str, Any]) -> object:
    about = data.get("record")
    return about.get("status") if isinstance(about, dict) else None


def _gap_for(lack: Lack, gaps: Gaps) -> Gap | None:
    # The id is a name that the institution gives: it cannot be unknown. And what stands there is
    # not missing.
    if lack.refused or lack.paths[0] == ("id",):
        return None
    return next(filter(None, map(gaps.covering, lack.paths)), None)


def _with_headings(data: Mapping[str, Any], blanks: Sequence[Blank]) -> Mapping[str, Any]:
    """Put back, empty, each table that blanks alone stood in: then all that it lacks is said."""
    headings: dict[str, Any] = {
        str(blank.path[0]): [{}] if isinstance(blank.path[1], int) else {}
        for blank in blanks
        if len(blank.path) > 2 and blank.path[0] not in data
    }
    return {**data, **headings} if headings else data


def _blank_beside_others(
    profile: Profile, data: Mapping[str, Any], blanks: Sequence[Blank], spoken_of: set[Path]
) -> Iterator[Lack]:
    """Yield the blanks that would be missing if their table were the only one of its kind.

    A second source makes the record complete, and does not make a blank citation an answer.
    """
    left = [
        blank
        for blank in blanks
        if len(blank.path) > 2
        and isinstance(blank.path[1], int)
        and isinstance(blank.path[-1], str)
        and not blank.alone
        and blank.path not in spoken_of
    ]
    if left:
        alone = unmet(profile, {**data, **{str(blank.path[0]): [{}] for blank in left}})
        asked = {
            plain(lack.paths[0]): lack
            for lack in alone
            if not lack.refused and len(lack.paths) == 1
        }
        for blank in left:
            if plain(blank.path) in asked:
                yield asked[plain(blank.path)]._replace(paths=(blank.path,))


def _refused(lack: Lack, profile: str) -> Problem:
    name = ".".join(plain(lack.paths[0])) or "the record"
    why = f": {lack.why}" if lack.why else ""
    return Problem(
        dotted(lack.paths[0]),
        f"{name} is not what the profile asks for{why}",
        "Change it only to what is as true; if nothing is, the record is not for the profile "
        f"{profile}.",
        level=lack.level,
    )


def _uncovered(
    lack: Lack, level: Level, blanks: Blanks, *, or_gap: bool
) -> tuple[Problem, Blank | None]:
    from muniment.wording import how_to_fill, what_is_missing

    blank = blanks.standing_for(lack.paths)
    key = blank.path if blank else _pointed_at(lack.paths)
    problem = Problem(
        dotted(key),
        what_is_missing(lack.paths, blank, lack.why),
        how_to_fill(lack.paths, blank, or_gap=or_gap),
        level=level,
        in_file=blank is not None,
    )
    return problem, blank


def _pointed_at(paths: tuple[Path, ...]) -> Path:
    """One missing key is pointed at itself; of several that would do, the table they belong to."""
    return paths[0] if len(paths) == 1 else paths[0][:-1]


def placeholders(data: Mapping[str, Any], blanks: Sequence[Blank]) -> Iterator[Problem]:
    """Yield the placeholders among `blanks`: beside a gap they are errors, else warnings."""
    gaps = Gaps(data)
    for blank in blanks:
        if blank.text:
            yield _placeholder(blank, beside_gap=gaps.covering(blank.path) is not None)


def _placeholder(blank: Blank, *, beside_gap: bool) -> Problem:
    name = dotted(plain(blank.path))
    if beside_gap:
        return Problem(
            dotted(blank.path),
            f'{name} says "{blank.text}", and a gap says the same beside it, better',
            "Delete the placeholder; the gap is enough.",
            level="error",
            in_file=True,
        )
    return Problem(
        dotted(blank.path),
        f'{name} says only "{blank.text}", which other programs will take for a value',
        f'Delete it, or say why it is not known: [[gap]] with field = "{name}".',
        in_file=True,
    )


def lacks(profile: Profile, data: Mapping[str, Any]) -> Iterator[Lack]:
    """Yield the keys of a record that `data` lacks by `profile`, those that are needed first."""
    from muniment.outline import outline

    for lack in unmet(profile, data):
        if not lack.refused and plain(lack.paths[0]) in outline():
            yield lack
