"""Every rule: its name, its manual, and the examples of its manual, which are run."""

from __future__ import annotations

import copy
import inspect
import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment import recordfile
from muniment import rules as folder_of_rules
from muniment.finding import Finding, Problem
from muniment.keys import path, plain
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.outline import outline
from muniment.pruning import prune
from muniment.reading import read
from muniment.rules import ACROSS, RULES, Settings, checks, checks_by_need, checks_of_rights
from muniment.runs import run
from program import TODAY

LEVELS = ("note", "warning", "error")
FILES = {
    file.stem
    for file in Path(folder_of_rules.__file__).parent.glob("*.py")
    if file.stem != "__init__"
}
# Complete, and without a finding: what an example says stands in it instead of its own.
BASE = """\
id = "record"
level = "item"
describes = "translation"
title = "Telegram from Stalin to Mao Zedong"
date = "1952-12-27"
type = "Text"
language = ["en"]
extent = ["2 leaves"]

[[creator]]
name = "Stalin, Joseph"

[[source]]
citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
reference = ["fond 45", "opis 1", "delo 343", "listy 115-116"]

[[rights]]
of = "translation"
statement = "Reproduced by permission."
status = "copyrighted"

[rights.contact]
name = "History and Public Policy Program"
email = "HAPP@wilsoncenter.org"

[[provenance]]
of = "translation"
activity = "translation"
agent = ["Doe, Jane"]
"""
PARENT = """\
id = "collection"
level = "collection"
title = "Digital archive"
"""


def manual(name: str) -> str:
    return inspect.cleandoc(RULES[name].__doc__ or "")


def block(name: str, heading: str) -> str:
    """Give the indented lines below `Passes:` or `Fails:`, without their indentation."""
    found = re.search(rf"^{heading}:\n\n((?:    .*\n|\n)+)", manual(name) + "\n", re.MULTILINE)
    assert found, f"{name} has no {heading}:"
    return textwrap.dedent(found[1]).strip("\n") + "\n"


def record_of(example: str) -> str:
    """Put the keys of an example into the base record; what is not TOML stays as it is."""
    try:
        keys = tomllib.loads(example)
    except tomllib.TOMLDecodeError:
        return example
    base = tomllib.loads(BASE)
    if "# muniment:" in example:
        # The comments are what it is about.
        return example + tomli_w.dumps({key: base[key] for key in base if key not in keys})
    return tomli_w.dumps({**base, **keys})


def found_across(folder: Path, example: str) -> list[Finding]:
    """Lint the records of an example together: "Nine more records" is one, nine times."""
    parts = re.split(r"# (Another|Nine more) records?\n", example)
    examples = [parts[0]]
    for how_many, part in zip(parts[1::2], parts[2::2], strict=True):
        examples.extend([part] * (9 if how_many == "Nine more" else 1))
    below = folder / "across"
    files = []
    for at, each in enumerate(examples):
        text = record_of(each).replace('id = "record"', f'id = "record-{at}"', "id =" not in each)
        # Of another document than the others, unless the example says of which it is.
        text = text.replace('"1952-12-27"', f'"1952-12-{10 + at}"', "date =" not in each)
        file = below / str(at) / f"{tomllib.loads(text)['id']}.toml"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    batches = run(files, LintSettings(str(below), TODAY), jobs=1)
    return [found for batch in batches for found in batch.findings]


def findings(folder: Path, text: str) -> list[Finding]:
    """Lint the text as record.toml, beside the record that may be above it."""
    (folder / "collection.toml").write_text(PARENT, encoding="utf-8")
    file = folder / "record.toml"
    file.write_text(text, encoding="utf-8", newline="\n")
    # As if it had been committed the day before, and something in it were another now.
    settings = LintSettings(str(folder), TODAY, committed={str(file): "2026-11-23"})
    judged = Linter(settings).judge(str(file))
    found = [*judged.findings, *judged.elsewhere]
    return [each for each in found if not each.silenced]


def found_of(name: str, folder: Path, example: str) -> list[Finding]:
    """Lint an example of a rule's manual: alone, or of a rule across records, with the others."""
    if name in ACROSS:
        return found_across(folder, example)
    return findings(folder, record_of(example))


def test_every_module_is_a_rule() -> None:
    """The registry names each file of the folder, by its name with hyphens, in order."""
    assert {name.replace("-", "_") for name in RULES} == FILES
    assert list(RULES) == sorted(RULES)


def test_base_record_is_clean(tmp_path: Path) -> None:
    """Of the record that the examples are put into there is nothing to say."""
    assert findings(tmp_path, BASE) == []


@pytest.mark.parametrize("name", RULES)
def test_level_is_a_level(name: str) -> None:
    """A rule has one of the three levels."""
    assert RULES[name].LEVEL in LEVELS


@pytest.mark.parametrize("name", RULES)
def test_manual_begins_with_the_demand(name: str) -> None:
    """The first line is one sentence, alone, that says what must hold."""
    first, second, *_ = manual(name).split("\n")
    assert re.fullmatch(r"[A-Z](?:[^.!?]|[.!?](?! ))*\.", first)
    assert second == ""


@pytest.mark.parametrize("name", RULES)
def test_what_passes_passes(name: str, tmp_path: Path) -> None:
    """What the manual says to pass gives no finding of the rule, but a note perhaps."""
    found = found_of(name, tmp_path, block(name, "Passes"))
    assert [each for each in found if each.rule == name and each.level != "note"] == []


@pytest.mark.parametrize("name", RULES)
def test_what_fails_fails(name: str, tmp_path: Path) -> None:
    """What the manual says to fail gives a finding of the rule, at its level and at none above."""
    found = found_of(name, tmp_path, block(name, "Fails"))
    levels = {each.level for each in found if each.rule == name}
    assert RULES[name].LEVEL in levels
    assert max(map(LEVELS.index, levels)) == LEVELS.index(RULES[name].LEVEL)


@pytest.mark.parametrize("name", RULES)
def test_what_fails_fails_for_nothing_else(name: str, tmp_path: Path) -> None:
    """The example shows one thing: no other rule finds an error in what is to fail."""
    text = record_of(block(name, "Fails")) if name not in ACROSS else ""
    found = found_of(name, tmp_path, block(name, "Fails"))
    # What stands alone, because it is no TOML, is no complete record either.
    alone = {"missing"} if text == block(name, "Fails") else set()
    assert {each.rule for each in found if each.level == "error"} <= {name, *alone}


@pytest.mark.parametrize(
    "changed",
    [
        {"date": "", "gap": [{"field": "date", "reason": "unknown", "note": "One.\n\nTwo."}]},
        {"gap": [{"field": "no\nkey", "reason": "unknown"}]},
        {"describes": "trans\nlation"},
        {"date": "1952\n12"},
        {"extent": [{"no\nkey": 1}], "no\nkey": 1},
        {"part_of": "colle\nction"},
        {"id": "rec\nord"},
    ],
)
def test_finding_is_one_line(changed: dict[str, Any], tmp_path: Path) -> None:
    """What a record says on several lines makes no message or hint of several lines."""
    found = findings(tmp_path, tomli_w.dumps({**tomllib.loads(BASE), **changed}))
    assert found
    assert [each for each in found if "\n" in each.message + each.hint] == []


# Records that went wrong

VALUES = st.one_of(
    st.text(max_size=8),
    st.integers(),
    st.booleans(),
    st.sampled_from(["N/A", "", " ", "1952-12-27", "en", "\ufeff", "gap.0.gap", "..", "title"]),
    st.just([]),
    st.just({}),
    st.lists(st.text(max_size=3), max_size=3),
)
WHOLE: dict[str, Any] = {
    **tomllib.loads(BASE),
    "part_of": "collection",
    "gap": [
        {"field": "issued", "reason": "unknown", "review": "2025"},
        {"field": "rights.contact.url", "reason": "sought-not-found", "note": "Asked."},
    ],
    "record": {"status": "complete", "private": ["rights.0.contact.email"]},
}


def places(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of everything in data."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        yield (*above, key)
        yield from places(inner, (*above, key))


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a record in which values were deleted, doubled or replaced."""
    data = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 6))):
        standing = list(places(data))
        if not standing:
            break
        *above, last = draw(st.sampled_from(standing))
        table: Any = data
        for part in above:
            table = table[part]
        match draw(st.sampled_from(["delete", "double", "replace"])):
            case "delete":
                del table[last]
            case "double" if isinstance(table, list):
                table.append(copy.deepcopy(table[int(last)]))
            case _:
                table[last] = draw(VALUES)
    return data


@given(data=records())
@settings(max_examples=150, deadline=None)
def test_no_check_raises(data: dict[str, Any]) -> None:
    """A check gives, one by one or none at all, Problems of keys that a record has."""
    record = read(prune(data).data).record
    for name, check in checks():
        found = check(record, Settings("no/such/folder/record.toml", TODAY))
        assert isinstance(found, Iterator | tuple), name
        for problem in found:
            assert isinstance(problem, Problem)
            assert problem.message
            assert plain(path(problem.key)) in outline(), name


@given(data=records())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lint_never_raises(data: dict[str, Any]) -> None:
    """Whatever became of a record, each finding has a rule, a level, words, and a line of it."""
    text = tomli_w.dumps(data)
    file = recordfile.parsed("no/such/folder/record.toml", text.encode())
    judged = Linter(LintSettings("no/such/folder", TODAY)).judge_file(file)
    for found in judged.findings:
        assert found.rule in RULES
        assert found.level in LEVELS
        assert found.message
        assert 1 <= found.line <= text.count("\n") + 1
        assert "\n" not in found.message + found.hint


@given(data=records(), others=records())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_records_with_the_same_rights_are_alike(
    data: dict[str, Any], others: dict[str, Any]
) -> None:
    """To the rules that say so: whether they have nothing to say depends on nothing else."""
    alike = checks_of_rights()
    assert len(alike) > 5
    one, other = read(prune(data).data).record, read(prune(others).data).record
    other = other.but({"rights": one.rights})
    for rule, check in alike:
        answers = [check(record, Settings("a.toml", "2026-11-28")) for record in (one, other)]
        assert (answers[0] == ()) == (answers[1] == ()), rule


def test_a_rule_has_nothing_to_say_without_the_key_that_it_needs() -> None:
    """It is not asked then: of no record of the examples would it have said anything."""
    needs = {key: rules for key, rules in checks_by_need().items() if key}
    assert needs
    for file in Path(__file__).parent.glob("examples/*/*.toml"):
        data = prune(recordfile.read(str(file)).data or {}).data
        for key, rules in needs.items():
            record = read({name: value for name, value in data.items() if name != key}).record
            for name, check in rules:
                assert not list(check(record, Settings(str(file), "2026-11-28"))), (name, file)
