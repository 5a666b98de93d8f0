"""What records say of each other: joined over all files of a run, by any number of workers."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linting import lint, put, told
from muniment import collisions
from muniment.collisions import Facts
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.neighbours import across
from muniment.reading import read
from muniment.record import Record
from muniment.rules import ACROSS
from muniment.runs import run
from program import TODAY

if TYPE_CHECKING:
    from pathlib import Path


def records(folder: Path, *contents: str) -> list[str]:
    """Put records into a folder: a, b, c..., each with its id and what else it says."""
    names = [f"record-{at:03}" for at in range(len(contents))]
    return [
        str(put(folder / "records" / f"{name}.toml", f'id = "{name}"\n{content}\n'))
        for name, content in zip(names, contents, strict=True)
    ]


def found(folder: Path, *rules: str) -> list[tuple[str, str, str]]:
    """Lint the folder by these rules only: file, rule and key of each finding."""
    ran = lint(folder, *[f"--select={rule}" for rule in rules])
    return [(each["file"], each["rule"], each["key"]) for each in told(ran)]


def test_the_second_is_told_of_the_first(tmp_path: Path) -> None:
    """Of what may stand once, the first in the order of files keeps it."""
    records(tmp_path, 'identifier = ["1"]', 'identifier = ["2", "1"]', 'identifier = ["3"]')
    assert found(tmp_path, "duplicate-identifier") == [
        ("records/record-001.toml", "duplicate-identifier", "identifier.1")
    ]


def test_one_record_may_say_it_twice(tmp_path: Path) -> None:
    """That is no collision with another record."""
    records(tmp_path, 'identifier = ["1", "1"]', 'identifier = ["2"]')
    assert found(tmp_path, "duplicate-identifier") == []


def test_what_most_say_holds(tmp_path: Path) -> None:
    """Where all are to say the same, the one that differs is told."""
    contact = '[[rights]]\ncontact = {{ name = "Office", email = "{}@a.edu" }}'
    records(tmp_path, *map(contact.format, ("old", "new", "new")))
    assert found(tmp_path, "contact-differs") == [
        ("records/record-000.toml", "contact-differs", "rights.0.contact.email")
    ]


@pytest.mark.parametrize(
    ("count", "others", "is_told"), [(10, 9, True), (10, 10, False), (9, 0, False)]
)
def test_most_is_more_than_half_of_ten_or_more(
    tmp_path: Path, count: int, others: int, is_told: bool
) -> None:
    """It is said once, of the first record."""
    notice = '[[rights]]\nstatement = "Some documents may be subject to copyright."'
    records(tmp_path, *[notice] * count, *[""] * others)
    expected = [("records/record-000.toml", "rights-boilerplate", "rights.0.statement")]
    assert found(tmp_path, "rights-boilerplate") == (expected if is_told else [])


def test_a_tombstone_collides_with_nothing(tmp_path: Path) -> None:
    """What was withdrawn may have been withdrawn because it stood twice."""
    withdrawn = 'identifier = ["1"]\n[record]\nstatus = "withdrawn"'
    records(tmp_path, 'identifier = ["1"]', withdrawn)
    assert found(tmp_path, "duplicate-identifier") == []


def test_a_file_alone_is_held_against_none(tmp_path: Path) -> None:
    """Only the files of a run are joined: a hook that checks one file reads no other."""
    first, _ = records(tmp_path, 'identifier = ["1"]', 'identifier = ["1"]')
    assert told(lint(tmp_path, "--select=duplicate-identifier", first)) == []


def test_it_may_be_ignored(tmp_path: Path) -> None:
    """A comment silences it as it does any rule, and is not said to silence nothing."""
    ignored = 'identifier = ["1"]  # muniment: ignore=duplicate-identifier'
    records(tmp_path, 'identifier = ["1"]', ignored)
    assert found(tmp_path, "duplicate-identifier", "unused-ignore") == []


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_any_number_of_workers_finds_the_same(tmp_path: Path, jobs: int) -> None:
    """The numbers of files are those of the run, whoever read them."""
    files = records(tmp_path, *[f'identifier = ["{at % 150}"]' for at in range(300)])
    batches = run(files, LintSettings(str(tmp_path / "records"), TODAY), jobs)
    said = [
        each.file[-8:-5]
        for batch in batches
        for each in batch.findings
        if each.rule == "duplicate-identifier"
    ]
    assert said == [f"{at:03}" for at in range(150, 300)]


def test_a_chance_collision_is_read_again(tmp_path: Path) -> None:
    """Two texts that have the same number are two texts."""
    files = records(tmp_path, 'identifier = ["1"]', 'identifier = ["2"]')
    facts = Facts(half=lambda _: 1)
    for number, identifier in enumerate("12"):
        facts.note(number, Record(identifier=(identifier,)))
    assert facts.suspects("duplicate-identifier", 2) == [0, 1]
    assert (
        across(files, facts.collisions(2), Linter(LintSettings(str(tmp_path / "records"), TODAY)))
        == []
    )


def test_a_file_that_went_away(tmp_path: Path) -> None:
    """Between the first reading and the second a record may have been deleted."""
    files = records(tmp_path, 'identifier = ["1"]', 'identifier = ["1"]')
    facts = Facts()
    for number in range(2):
        facts.note(number, Record(identifier=("1",)))
    (tmp_path / "records" / "record-001.toml").unlink()
    assert (
        across(files, facts.collisions(2), Linter(LintSettings(str(tmp_path / "records"), TODAY)))
        == []
    )


NUMBERS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), max_size=40)


@pytest.mark.parametrize("part", [1, 3, 1_000])
@given(said=NUMBERS)
def test_what_collides_is_found_part_by_part(part: int, said: list[tuple[int, int]]) -> None:
    """However few numbers are compared at once: what is there twice, and what differs."""
    whats, says = array("i", [what for what, _ in said]), array("i", [of_it for _, of_it in said])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collisions, "_PART", part)
        once = collisions._colliding(whats, says, "once", len(said))
        same = collisions._colliding(whats, says, "same", len(said))
    counts = Counter(whats)
    assert once == {what for what in counts if counts[what] > 1}
    assert same == {what for what in counts if len({s for w, s in said if w == what}) > 1}


@given(names=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("12")), max_size=12))
def test_facts_of_names_are_those_that_the_rules_give(names: list[tuple[str, str]]) -> None:
    """A rule is asked once for a name; each record that has it has the fact."""
    noted = Facts()
    expected = []
    for number, (name, end) in enumerate(names):
        data = {"creator": [{"name": name, "uri": [f"http://example.org/{end}"]}]}
        record = read(data).record
        noted.note(number, record)
        for rule in ("name-two-uris", "uri-two-names"):
            for what, says, _ in ACROSS[rule].facts(record):
                halves = collisions._halved([hash(what), hash(says)])
                expected.append((rule, *halves, number))
    found = [
        (rule, *each)
        for rule, columns in noted.numbers().items()
        for each in zip(*columns, strict=True)
    ]
    assert sorted(found) == sorted(expected)
