"""What a record must hold: blanks, gaps, drafts, tombstones, and what comes from above."""

from __future__ import annotations

import copy
import json
import tomllib
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment import completeness, runs
from muniment.lint import Judged, Linter
from muniment.lint_settings import LintSettings
from muniment.profiles import profile
from muniment.pruning import prune
from muniment.recordfile import parsed
from muniment.schema_files import folder
from program import TODAY, muniment

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.finding import Finding

RECORD = """\
id = "record"
level = "item"
describes = "translation"
title = "Telegram from Stalin to Mao Zedong"
date = "1952-12-27"
type = "Text"
language = ["en"]
extent = "2 leaves"

[[creator]]
name = "Stalin, Joseph"

[[source]]
kind = "original"
citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116"

[[original_archive]]
name = "Archive of the President of the Russian Federation"
siglum = "APRF"
reference = ["fond 45", "opis 1", "delo 343", "listy 115-116"]

[[rights]]
of = "translation"
statement = "Reproduced by permission."

[rights.contact]
name = "Rights office"
email = "rights@example.org"
"""
CITATION = 'citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116"\n'
ARCHIVE = 'name = "Archive of the President of the Russian Federation"\n'
EMAIL = 'email = "rights@example.org"\n'
TITLE = 'title = "Telegram from Stalin to Mao Zedong"\n'
DATE = 'date = "1952-12-27"\n'
REFERENCE = 'reference = ["fond 45", "opis 1", "delo 343", "listy 115-116"]\n'
SOURCE = f'[[source]]\nkind = "original"\n{CITATION}\n'
HOLDER = f'[[original_archive]]\n{ARCHIVE}siglum = "APRF"\n{REFERENCE}\n'
CONTACT = f'[rights.contact]\nname = "Rights office"\n{EMAIL}'
RIGHTS = f'[[rights]]\nof = "translation"\nstatement = "Reproduced by permission."\n\n{CONTACT}'

ABOUT_LACKS = ("missing", "placeholder")
BLANKS = {
    "empty": '""',
    "spaces": '"   "',
    "no-break space": '"\u00a0"',
    "zero-width space": '"\u200b"',
    "escaped zero-width space": '"\\u200B"',
    "three quotes": '"""\n"""',
    "n/a": '"N/A"',
    "tbd": '"TBD"',
}


def judged(text: str, linter: Linter | None = None) -> Judged:
    """Judge a text as the file record.toml, without neighbours."""
    linter = linter or Linter(LintSettings("no-such-folder", TODAY))
    return linter.judge_file(parsed("record.toml", text.encode()))


def lacks(text: str) -> list[Finding]:
    """Give what is said of a text's blanks and gaps."""
    return [found for found in judged(text).findings if found.rule in ABOUT_LACKS]


def only(text: str) -> Finding:
    """Give the one thing that is said of a text's blanks and gaps."""
    (found,) = lacks(text)
    return found


def changed(text: str, old: str, new: str = "") -> str:
    """Put `new` in place of `old`, which must be there once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line(text: str, part: str) -> int:
    """Give the number of the first line that holds `part`."""
    return next(number for number, found in enumerate(text.splitlines(), 1) if part in found)


def gap(field: str, reason: str = "not-recorded", **more: str) -> str:
    """Write a gap."""
    keys = {"field": field, "reason": reason, **more}
    return "\n[[gap]]\n" + "".join(f'{key} = "{value}"\n' for key, value in keys.items() if value)


def with_keys(text: str, keys: str) -> str:
    """Put lines among the keys of the record itself."""
    return changed(text, 'id = "record"\n', f'id = "record"\n{keys}')


# Blank is absent


def test_a_whole_record_lacks_nothing() -> None:
    """A record that holds all the profile asks for has no error, and nothing is said of lacks."""
    assert lacks(RECORD) == []
    assert not judged(RECORD).has_errors


@pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)
@pytest.mark.parametrize(
    ("old", "key"),
    [
        (CITATION, "source.0.citation"),
        (ARCHIVE, "original_archive.0.name"),
        (EMAIL, "rights.0.contact.email"),
        (DATE, "date"),
    ],
)
def test_a_blank_is_an_error_where_it_stands(old: str, key: str, blank: str) -> None:
    """Whatever says nothing counts as missing, and its own line and key are named, once."""
    name = old.partition(" = ")[0]
    text = changed(RECORD, old, f"{name} = {blank}\n")
    found = only(text)
    assert (found.rule, found.level, found.key) == ("missing", "error", key)
    assert found.line == line(text, f"{name} = {blank.partition(chr(10))[0]}")


@pytest.mark.parametrize(
    ("old", "key", "heading"),
    [
        (CITATION, "source.0.citation", "[[source]]"),
        (ARCHIVE, "original_archive.0.name", "[[original_archive]]"),
        (REFERENCE, "original_archive.0.reference", "[[original_archive]]"),
        (EMAIL, "rights.0.contact", "[rights.contact]"),
        (CONTACT, "rights.0.contact", "[[rights]]"),
        (SOURCE, "source", 'id = "record"'),
        (HOLDER, "original_archive", 'id = "record"'),
        (RIGHTS, "rights", 'id = "record"'),
        (TITLE, "title", 'id = "record"'),
        (DATE, "date", 'id = "record"'),
        ('type = "Text"\n', "type", 'id = "record"'),
        ('language = ["en"]\n', "language", 'id = "record"'),
        ('[[creator]]\nname = "Stalin, Joseph"\n', "creator", 'id = "record"'),
    ],
)
def test_what_is_absent_is_missed_at_its_table(old: str, key: str, heading: str) -> None:
    """What is not there is an error at the heading it belongs below, or else in the first line."""
    text = changed(RECORD, old)
    found = only(text)
    assert (found.rule, found.level, found.key) == ("missing", "error", key)
    assert found.line == line(text, heading)
    assert found.hint


@pytest.mark.parametrize("blank", ['""', '"   "', '"\u00a0"', '"\u200b"', '{ text = " " }'])
def test_a_blank_title_is_missing(blank: str) -> None:
    """A title of which nothing is seen is none."""
    text = changed(RECORD, TITLE, f"title = {blank}\n")
    found = only(text)
    assert (found.rule, found.level, found.line) == ("missing", "error", line(text, "title"))
    assert found.key in ("title", "title.text")


@pytest.mark.parametrize("title", ["Unknown", "N/A", "TBD", "Untitled", "?", "None"])
@pytest.mark.parametrize("form", ['"{}"', '{{ text = "{}", lang = "en" }}'])
def test_a_title_may_say_anything(form: str, title: str) -> None:
    """A title is what stands on the document: "Unknown" is one."""
    assert lacks(changed(RECORD, TITLE, f"title = {form.format(title)}\n")) == []


@pytest.mark.parametrize("blank", ['[""]', "[]", '["  ", "N/A"]', '"\u200b"'])
def test_a_list_of_blanks_is_missing(blank: str) -> None:
    """A list in which nothing says anything is as good as none."""
    text = changed(RECORD, REFERENCE, f"reference = {blank}\n")
    found = [found for found in lacks(text) if found.level == "error"]
    assert {each.line for each in found} == {line(text, "reference")}
    assert all(each.key.startswith("original_archive.0.reference") for each in found)


def test_all_that_a_blank_table_lacks_is_said_there() -> None:
    """A table of which nothing says anything is not just missing: each blank is pointed at."""
    text = changed(changed(RECORD, ARCHIVE, 'name = ""\n'), REFERENCE, 'reference = [""]\n')
    text = changed(text, 'siglum = "APRF"\n', 'siglum = " "\n')
    found = {each.key: each.line for each in lacks(text)}
    assert found["original_archive.0.name"] == line(text, 'name = ""')
    assert all(key.startswith("original_archive.0") for key in found)


@pytest.mark.parametrize("text", ["N/A", "TBD", "[unknown]", "see above", "-"])
def test_a_placeholder_that_nobody_asked_for_is_a_warning(text: str) -> None:
    """Where the profile does not ask for a value, a placeholder is only warned of."""
    record = with_keys(RECORD, f'description = "{text}"\n')
    found = only(record)
    assert (found.rule, found.level, found.key) == ("placeholder", "warning", "description")
    assert found.line == line(record, "description")


def test_a_blank_that_nobody_asked_for_is_nothing() -> None:
    """An empty text where nothing is asked for is as good as left out."""
    assert lacks(with_keys(RECORD, 'description = ""\ngenre = []\n')) == []


def test_what_is_the_institutions_own_is_never_judged() -> None:
    """Blanks and placeholders below [local] are nobody's business."""
    assert lacks(RECORD + '\n[local]\nshelf = ""\nroom = "N/A"\nx = [{ y = "TBD" }]\n') == []


def test_one_bad_value_does_not_hide_what_is_missing() -> None:
    """What the model refuses counts as present, and all else is judged still."""
    text = changed(changed(RECORD, DATE, 'date = "ca. 1952"\n'), CITATION)
    assert [(found.rule, found.key) for found in judged(text).findings if found.level == "error"] \
        == [("date-form", "date"), ("missing", "source.0.citation")]  # fmt: skip


# What the profile asks for


def test_an_original_needs_no_source() -> None:
    """A record of the original itself derives from nothing."""
    original = changed(RECORD, 'describes = "translation"', 'describes = "original"')
    assert lacks(changed(original, SOURCE)) == []
    assert only(changed(RECORD, SOURCE)).key == "source"


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        *(("Text", True), ("Sound", True), ("MovingImage", True)),
        *(("StillImage", False), ("PhysicalObject", False), ("Collection", False)),
    ],
)
def test_language_is_asked_of_what_has_words(kind: str, needed: bool) -> None:
    """Texts, recordings and films must say their language; other things need not."""
    text = changed(RECORD, 'type = "Text"', f'type = "{kind}"')
    found = lacks(changed(text, 'language = ["en"]\n'))
    assert [each.key for each in found] == (["language"] if needed else [])


@pytest.mark.parametrize(
    "free",
    [
        'uri = "http://creativecommons.org/publicdomain/mark/1.0/"',
        'uri = "http://creativecommons.org/publicdomain/zero/1.0/"',
        'status = "public-domain"\nstatement = "In the public domain."',
    ],
)
def test_what_is_free_needs_no_contact(free: str) -> None:
    """Nobody need be asked for what is in the public domain."""
    assert lacks(changed(RECORD, RIGHTS, f"[[rights]]\n{free}\n")) == []


@pytest.mark.parametrize(
    "not_free",
    [
        'uri = "http://rightsstatements.org/vocab/InC/1.0/"',
        'uri = "http://creativecommons.org/licenses/by/4.0/"',
        'status = "unknown"\nstatement = "Not evaluated."',
        'status = "copyrighted"\nstatement = "Reproduced by permission."',
    ],
)
def test_what_is_not_free_needs_a_contact(not_free: str) -> None:
    """Whoever may need permission must find whom to ask."""
    assert only(changed(RECORD, RIGHTS, f"[[rights]]\n{not_free}\n")).key == "rights.0.contact"


@pytest.mark.parametrize("way", ['url = "https://example.org"', 'address = "1 Main Street"'])
def test_any_way_to_reach_somebody_will_do(way: str) -> None:
    """A page or a postal address is as good as an e-mail address."""
    assert lacks(changed(RECORD, EMAIL, f"{way}\n")) == []


@pytest.mark.parametrize("key", ["level", "extent"])
def test_level_and_extent_are_only_recommended(key: str) -> None:
    """What ISAD(G) asks for beyond the archival profile is a warning."""
    value = {"level": '"item"', "extent": '"2 leaves"'}[key]
    found = only(changed(RECORD, f"{key} = {value}\n"))
    assert (found.rule, found.level, found.key) == ("missing", "warning", key)


@pytest.mark.parametrize("first", ["good", "bad"])
def test_one_whole_archive_of_two_is_enough(first: str) -> None:
    """Of several archives one must be named in full; another may be known by its siglum alone."""
    bad = '[[original_archive]]\nsiglum = "AVPRF"\n\n'
    assert lacks(changed(RECORD, HOLDER, HOLDER + bad if first == "good" else bad + HOLDER)) == []


def test_of_two_lame_archives_the_better_is_mended() -> None:
    """Where no archive is whole, what the best of them lacks is said."""
    lame = '[[original_archive]]\nsiglum = "AVPRF"\n\n' + changed(HOLDER, ARCHIVE)
    assert only(changed(RECORD, HOLDER, lame)).key == "original_archive.1.name"


# Indices are those of the file


def test_indices_are_those_of_the_file_in_shape() -> None:
    """A blank table before another moves no index: a wrong value is named as it stands."""
    blank = '[[original_archive]]\nname = ""\nreference = []\n\n'
    text = changed(RECORD, HOLDER, blank + HOLDER.replace("siglum", 'country = "Russland"\nsiglum'))
    assert lacks(text) == []
    (found,) = (found for found in judged(text).findings if found.rule == "shape")
    assert (found.key, found.line) == ("original_archive.1.country", line(text, "Russland"))


def test_indices_are_those_of_the_file_in_lacks() -> None:
    """A blank table before another moves no index: what is absent is missed where it belongs."""
    blank = "[[rights]]\n\n" + '[[rights]]\nstatement = " "\n\n'
    text = changed(RECORD, RIGHTS, blank + changed(RIGHTS, EMAIL))
    assert "rights.2.contact" in {found.key for found in lacks(text)}


def test_indices_are_those_of_the_file_in_rules() -> None:
    """A blank gap before another moves no index for a rule either."""
    text = f'{RECORD}\n[[gap]]\nnote = ""\n\n[[gap]] # the second\nfield = "issued"\n'
    (found,) = (found for found in judged(text).findings if found.key.startswith("gap."))
    assert (found.rule, found.key) == ("gap-unexplained", "gap.1.reason")
    assert found.line == line(text, "# the second")


def test_indices_are_those_of_the_file_in_notes() -> None:
    """A blank gap before another moves no line: the note stands at the gap that is meant."""
    text = f'{changed(RECORD, DATE)}\n[[gap]]\nfield = " "\n{gap("date")}'
    found = only(text)
    assert (found.level, found.key, found.line) == ("note", "date", line(text, 'field = "date"'))


# Gaps


@pytest.mark.parametrize("reason", ["not-recorded", "unknown", "withheld", "not-applicable"])
def test_a_gap_makes_a_note_of_an_error(reason: str) -> None:
    """What is honestly missing is only noted, at the gap."""
    text = changed(RECORD, DATE) + gap("date", reason)
    found = only(text)
    assert (found.rule, found.level, found.key) == ("missing", "note", "date")
    assert (found.line, reason in found.message) == (line(text, 'field = "date"'), True)


@pytest.mark.parametrize("field", ["rights.contact", "rights.0.contact", "rights.contact.email"])
def test_a_gap_covers_what_is_below_it_and_an_absent_ancestor(field: str) -> None:
    """Where a table is absent, a gap for it, or for a key in it, stands for it."""
    assert only(changed(RECORD, CONTACT) + gap(field)).level == "note"


@pytest.mark.parametrize(
    ("old", "field"),
    [
        (SOURCE, "source.citation"),
        (HOLDER, "original_archive.reference"),
        (REFERENCE, "original_archive"),
        (CITATION, "source"),
    ],
)
def test_a_gap_covers_its_key_at_any_depth(old: str, field: str) -> None:
    """A gap answers for its key, for what is below it, and for an ancestor that is absent."""
    assert {found.level for found in lacks(changed(RECORD, old) + gap(field))} == {"note"}


@pytest.mark.parametrize("field", ["issued", "original_archive.siglum", "dat", "date.x"])
def test_a_gap_covers_nothing_else(field: str) -> None:
    """A gap for another key does not excuse this one."""
    found = lacks(changed(RECORD, ARCHIVE) + gap(field))
    assert ("error", "original_archive.0.name") in {(each.level, each.key) for each in found}


def test_one_gap_that_covers_two_lacks_is_noted_once() -> None:
    """A gap for a table excuses all that is absent in it, in one note."""
    text = changed(RECORD, HOLDER, '[[original_archive]]\nsiglum = "APRF"\n\n')
    assert only(text + gap("original_archive")).level == "note"


@pytest.mark.parametrize(
    ("review", "level"),
    [
        *(("2026-11-23", "warning"), ("2026-10", "warning"), ("2025", "warning")),
        *(("2026-11-24", "note"), ("2026-11", "note"), ("2026", "note"), ("2027-01-01", "note")),
        *(("2020/2030", "note"), ("2020/..", "note"), ("soon", "note")),
    ],
)
def test_a_gap_is_to_be_looked_at_again(review: str, level: str) -> None:
    """Once the whole of its review date has passed, a gap is a warning; until then a note."""
    found = only(changed(RECORD, DATE) + gap("date", review=review))
    assert (found.level, found.rule) == (level, "missing")


def test_a_review_date_may_be_a_date_of_toml() -> None:
    """A date without quotes is a review date too."""
    text = changed(RECORD, DATE) + gap("date") + "review = 2026-11-01\n"
    assert only(text).level == "warning"


def test_what_was_sought_needs_a_note() -> None:
    """Whoever sought in vain says where, or it is an error; with the note it is none."""
    text = changed(RECORD, DATE)
    found = judged(text + gap("date", "sought-not-found")).findings
    assert ("gap-unexplained", "error", "gap.0.note") in {
        (each.rule, each.level, each.key) for each in found
    }
    assert not judged(text + gap("date", "sought-not-found", note="The registers.")).has_errors


def test_a_blank_note_says_nowhere() -> None:
    """A note of a gap that says nothing is no note."""
    text = changed(RECORD, DATE) + gap("date", "sought-not-found", note="N/A")
    assert judged(text).has_errors


@pytest.mark.parametrize("field", ["date", "title", "creator", "rights.contact.email", "rights"])
def test_a_gap_beside_a_value_is_an_error(field: str) -> None:
    """What is declared missing and stands there all the same: one of the two is wrong."""
    found = [found for found in judged(RECORD + gap(field)).findings if found.level == "error"]
    assert [(each.rule, each.key) for each in found] == [("gap-beside-value", "gap.0.field")]


def test_a_placeholder_beside_a_gap_is_an_error() -> None:
    """The gap says well what the placeholder says badly."""
    text = changed(RECORD, DATE, 'date = "TBD"\n') + gap("date")
    found = [found for found in judged(text).findings if found.level == "error"]
    assert [(each.key, each.line) for each in found] == [("date", line(text, "date"))]


def test_a_blank_beside_a_gap_is_none() -> None:
    """An empty text beside a gap says nothing against it."""
    assert only(changed(RECORD, DATE, 'date = ""\n') + gap("date")).level == "note"


@pytest.mark.parametrize("reason", ["", " ", "\u200b"])
def test_a_gap_without_a_reason_does_not_count(reason: str) -> None:
    """A gap that does not say why excuses nothing: it is an error itself."""
    found = judged(changed(RECORD, DATE) + gap("date", reason)).findings
    assert ("gap-unexplained", "error", "gap.0.reason") in {
        (each.rule, each.level, each.key) for each in found
    }
    assert "note" not in {each.level for each in found}


@pytest.mark.parametrize("reason", ["N/A", "dunno", "Unknown"])
def test_a_reason_is_one_of_five(reason: str) -> None:
    """A gap whose reason is none of the five is an error at the reason."""
    found = judged(changed(RECORD, DATE) + gap("date", reason)).findings
    assert ("shape", "gap.0.reason") in {(each.rule, each.key) for each in found}


def test_the_note_of_what_is_withheld_is_not_told() -> None:
    """Why something is withheld stays in the file; other notes are shown."""
    text = changed(RECORD, DATE)
    assert "SECRET" in only(text + gap("date", "unknown", note="SECRET")).message
    told = judged(text + gap("date", "withheld", note="SECRET", by="SECRET")).findings
    assert told
    assert "SECRET" not in str([found._replace(source="") for found in told])
    assert "SECRET" not in "".join(found.source for found in told)


# Drafts and tombstones


@pytest.mark.parametrize(("status", "level"), [("draft", "warning"), ("complete", "error")])
def test_what_a_draft_lacks_is_a_warning(status: str, level: str) -> None:
    """A draft may be incomplete; a complete record may not."""
    about = f'\n[record]\nstatus = "{status}"\n'
    assert only(changed(RECORD, DATE) + about).level == level
    assert only(changed(RECORD, CITATION, 'citation = "N/A"\n') + about).level == level


def test_a_draft_is_not_excused_from_being_right() -> None:
    """What a draft says must be right, draft or not."""
    draft = changed(RECORD, DATE, 'date = "ca. 1952"\n') + '\n[record]\nstatus = "draft"\n'
    assert judged(draft).has_errors


TOMBSTONE = """\
id = "record"
title = "Withdrawn"

[record]
status = "withdrawn"
withdrawn = { date = "2026-11-23", reason = "At the request of the family." }
"""


def test_a_tombstone_needs_no_more() -> None:
    """A withdrawn record lacks nothing that has an id, a title, and says that it was withdrawn."""
    assert judged(TOMBSTONE).findings == []


@pytest.mark.parametrize(
    ("old", "key"),
    [
        ('id = "record"\n', "id"),
        ('title = "Withdrawn"\n', "title"),
        (TOMBSTONE.splitlines(keepends=True)[-1], "record.withdrawn"),
    ],
)
def test_a_tombstone_needs_that_much(old: str, key: str) -> None:
    """Id, title and `withdrawn` are asked of a withdrawn record, and nothing else."""
    found = only(changed(TOMBSTONE, old))
    assert (found.level, found.key) == ("error", key)


def test_a_tombstone_with_blanks_is_incomplete() -> None:
    """A withdrawal that says neither when nor why is none."""
    text = changed(TOMBSTONE, 'date = "2026-11-23", reason = "At the request of the family."', "")
    assert only(text).key == "record.withdrawn"


# The exit status


def test_notes_never_change_the_exit_status(tmp_path: Path) -> None:
    """A record whose only blemish is a declared gap passes."""
    text = changed(RECORD, DATE) + gap("date")
    (tmp_path / "record.toml").write_text(text, "utf-8")
    ran = muniment("lint", "--output-format", "json", "record.toml", cwd=tmp_path)
    assert (ran.status, json.loads(ran.out)["summary"]["notes"]) == (0, 1)


# Inheritance

PARENT = f"""\
id = "parent"
level = "collection"
title = "Collection"
publisher = ["The Archive"]
describes = "original"
date = "1950/1953"
type = "Collection"
extent = "3 boxes"

[[creator]]
name = "The Archive"

[access]
status = "open"

{HOLDER}
{RIGHTS}"""
BARE = changed(changed(RECORD, HOLDER), RIGHTS)


def child(name: str, part_of: str, text: str = BARE) -> str:
    """Write a record below another."""
    return text.replace('id = "record"\n', f'id = "{name}"\npart_of = "{part_of}"\n')


def put(where: Path, **texts: str) -> None:
    """Write records, by name."""
    for name, text in texts.items():
        (where / f"{name}.toml").write_text(text, "utf-8")


def judge(where: Path, name: str) -> Judged:
    """Judge one record of a folder."""
    return Linter(LintSettings(str(where), TODAY)).judge(str(where / f"{name}.toml"))


def reported(where: Path, *names: str, jobs: int = 1) -> list[Finding]:
    """Give all that is reported when these records are linted."""
    files = [str(where / f"{name}.toml") for name in names]
    batches = runs.run(files, LintSettings(str(where), TODAY), jobs)
    return [found for batch in batches for found in batch.findings]


def errors(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """Give file name, rule and key of the errors."""
    return [
        (found.file.rpartition("/")[2], found.rule, found.key)
        for found in findings
        if found.level == "error"
    ]


def test_a_level_does_not_repeat_what_the_level_above_says(tmp_path: Path) -> None:
    """Rights, access, the archive and the publisher are taken from the level above."""
    put(tmp_path, parent=PARENT, child=child("child", "parent"))
    found = judge(tmp_path, "child")
    assert errors([*found.findings, *found.elsewhere]) == []
    record = found.effective.record
    assert record.rights[0].statement == "Reproduced by permission."
    assert record.original_archive[0].siglum == "APRF"
    assert record.publisher[0].name == "The Archive"
    assert record.access is not None
    assert record.access.status == "open"


def test_nothing_else_is_taken_from_above(tmp_path: Path) -> None:
    """The date or the creator of a collection are not those of its parts."""
    text = changed(changed(BARE, DATE), '[[creator]]\nname = "Stalin, Joseph"\n')
    put(tmp_path, parent=PARENT, child=child("child", "parent", text))
    assert errors(reported(tmp_path, "child")) == [
        ("child.toml", "missing", "creator"),
        ("child.toml", "missing", "date"),
    ]


def test_the_nearest_level_that_has_it_is_taken(tmp_path: Path) -> None:
    """Each key comes from the nearest ancestor that has it."""
    middle = 'publisher = ["The Series"]\n[[rights]]\nstatement = "Middle."\n'
    put(
        tmp_path,
        parent=PARENT,
        middle=f'id = "middle"\npart_of = "parent"\n{middle}',
        child=child("child", "middle"),
    )
    record = judge(tmp_path, "child").effective.record
    assert [each.statement for each in record.rights] == ["Middle."]
    assert [each.name for each in record.publisher] == ["The Series"]
    assert [each.siglum for each in record.original_archive] == ["APRF"]


def test_a_key_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    """Who says anything of rights says all of it: nothing is merged in from above."""
    own = f'{BARE}\n[[rights]]\nstatement = "Ours."\n'
    put(tmp_path, parent=PARENT, child=child("child", "parent", own))
    found = judge(tmp_path, "child")
    assert len(found.effective.record.rights) == 1
    assert errors(found.findings) == [("child.toml", "missing", "rights.0.contact")]


def test_a_blank_key_is_taken_from_above(tmp_path: Path) -> None:
    """Blank is absent: a key in which nothing says anything is taken from above."""
    own = f'{BARE}\n[[rights]]\nstatement = ""\n'
    put(tmp_path, parent=PARENT, child=child("child", "parent", own))
    assert errors(reported(tmp_path, "child")) == []


def test_a_gap_of_the_parent_is_not_taken(tmp_path: Path) -> None:
    """That the collection does not know does not mean that its parts need not say."""
    put(
        tmp_path,
        parent=changed(PARENT, HOLDER) + gap("original_archive"),
        child=child("child", "parent"),
    )
    assert errors(reported(tmp_path, "child")) == [("child.toml", "missing", "original_archive")]


@pytest.mark.parametrize("linted", [("a", "b"), ("a", "b", "parent"), ("parent", "a", "b")])
@pytest.mark.parametrize("new", ["", 'email = ""\n', 'email = "N/A"\n'])
def test_a_lack_in_what_is_taken_is_said_once(
    tmp_path: Path, linted: tuple[str, ...], new: str
) -> None:
    """What is wrong in a value from above is one error, in the file that holds the value."""
    put(
        tmp_path,
        parent=changed(PARENT, EMAIL, new),
        a=child("a", "parent"),
        b=child("b", "parent"),
    )
    key = "rights.0.contact.email" if new else "rights.0.contact"
    found = [found for found in reported(tmp_path, *linted) if found.level == "error"]
    assert errors(found) == [("parent.toml", "missing", key)]
    text = (tmp_path / "parent.toml").read_text("utf-8")
    assert found[0].line == line(text, "email" if new else "[rights.contact]")


@pytest.mark.parametrize("linted", [("a", "b"), ("a", "b", "parent")])
def test_a_wrong_value_in_what_is_taken_is_said_once(
    tmp_path: Path, linted: tuple[str, ...]
) -> None:
    """What the model refuses in the level above is said at the level above, once."""
    parent = changed(PARENT, 'siglum = "APRF"\n', 'siglum = "APRF"\ncountry = "Russland"\n')
    put(tmp_path, parent=parent, a=child("a", "parent"), b=child("b", "parent"))
    assert errors(reported(tmp_path, *linted)) == [
        ("parent.toml", "shape", "original_archive.0.country")
    ]


def test_indices_of_what_is_taken_are_those_of_its_file(tmp_path: Path) -> None:
    """A blank archive of the parent before a good one moves no index of the parent's."""
    blank = '[[original_archive]]\nname = ""\n\n'
    lame = changed(HOLDER, REFERENCE)
    put(tmp_path, parent=changed(PARENT, HOLDER, blank + lame), a=child("a", "parent"))
    assert errors(reported(tmp_path, "a"))[-1] == (
        "parent.toml",
        "missing",
        "original_archive.1.reference",
    )


def test_a_parent_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A level above that does not exist is missed at the line that names it."""
    put(tmp_path, child=child("child", "parent"))
    found = [found for found in reported(tmp_path, "child") if found.rule == "part-of"]
    assert [(each.level, each.key, each.line) for each in found] == [("error", "part_of", 2)]


def test_an_ancestor_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """So is one further up, where something should have been taken from it."""
    put(tmp_path, middle='id = "middle"\npart_of = "top"\n', child=child("child", "middle"))
    assert ("child.toml", "part-of", "part_of") in errors(reported(tmp_path, "child"))


@pytest.mark.parametrize("part_of", ["../parent", "/parent", "..", ".", "sub/parent", "a\\\\b"])
def test_part_of_is_no_path(tmp_path: Path, part_of: str) -> None:
    """A level above is named by its id; a path leads nowhere."""
    records = tmp_path / "records"
    records.mkdir()
    put(tmp_path, parent=PARENT)
    put(records, child=child("child", part_of))
    found = judge(records, "child")
    assert found.effective.record.rights == ()
    assert "part_of" in {each.key for each in found.findings}


def test_a_parent_may_stand_in_another_folder(tmp_path: Path) -> None:
    """The level above is found anywhere in the records folder."""
    for name in ("items", "levels"):
        (tmp_path / name).mkdir()
    put(tmp_path / "levels", parent=PARENT)
    put(tmp_path / "items", child=child("child", "parent"))
    found = Linter(LintSettings(str(tmp_path), TODAY)).judge(str(tmp_path / "items/child.toml"))
    assert errors(found.findings) == []


def test_levels_in_a_circle_are_an_error(tmp_path: Path) -> None:
    """Records that are part of each other are told so, each at its own line."""
    put(tmp_path, a=child("a", "b"), b=child("b", "a"))
    found = [each for each in errors(reported(tmp_path, "a", "b")) if each[1] == "part-of"]
    assert found == [("a.toml", "part-of", "part_of"), ("b.toml", "part-of", "part_of")]


def test_a_circle_above_is_an_error(tmp_path: Path) -> None:
    """A circle is seen also by one who stands below it."""
    put(tmp_path, a=child("a", "b"), b=child("b", "a"), c=child("c", "a"))
    assert ("c.toml", "part-of", "part_of") in errors(reported(tmp_path, "c"))


def test_a_record_is_no_part_of_itself(tmp_path: Path) -> None:
    """A record that names itself as the level above is told so."""
    put(tmp_path, a=child("a", "a"))
    assert ("a.toml", "part-of", "part_of") in errors(reported(tmp_path, "a"))


def test_a_circle_without_an_id_ends(tmp_path: Path) -> None:
    """Where the records of a circle do not say their ids, it ends all the same."""
    nameless = BARE.removeprefix('id = "record"\n')
    put(tmp_path, a=f'part_of = "b"\n{nameless}', b=f'part_of = "a"\n{nameless}')
    assert ("a.toml", "part-of", "part_of") in errors(reported(tmp_path, "a"))


def test_a_hierarchy_may_be_deep(tmp_path: Path) -> None:
    """Something is taken from as far above as an archive has levels."""
    levels = {f"l{n}": f'id = "l{n}"\npart_of = "l{n + 1}"\n' for n in range(1, 40)}
    put(tmp_path, l0=child("l0", "l1"), **levels, l40=PARENT.replace('"parent"', '"l40"'))
    assert errors(reported(tmp_path, "l0")) == []


def test_a_hierarchy_may_not_be_endless(tmp_path: Path) -> None:
    """Where the levels above are more than any archive has, it is said, and the search ends."""
    levels = {f"l{n}": f'id = "l{n}"\npart_of = "l{n + 1}"\n' for n in range(1, 200)}
    put(tmp_path, l0=child("l0", "l1"), **levels, l200=PARENT.replace('"parent"', '"l200"'))
    assert ("l0.toml", "part-of", "part_of") in errors(reported(tmp_path, "l0"))


@pytest.mark.parametrize("content", [b"id = parent\n", b"\xff\xfe\x00", b"x = " + b"[" * 5000])
def test_a_parent_that_cannot_be_read_is_an_error(tmp_path: Path, content: bytes) -> None:
    """A level above that is no record is named, so that it can be mended."""
    put(tmp_path, child=child("child", "parent"))
    (tmp_path / "parent.toml").write_bytes(content)
    (found,) = (found for found in reported(tmp_path, "child") if found.rule == "part-of")
    assert "parent.toml" in found.message + found.hint


def test_a_parent_that_is_a_folder_is_not_there(tmp_path: Path) -> None:
    """A folder called like the level above is no record."""
    put(tmp_path, child=child("child", "parent"))
    (tmp_path / "parent.toml").mkdir()
    assert ("child.toml", "part-of", "part_of") in errors(reported(tmp_path, "child"))


# The oracle

WHOLE: dict[str, Any] = tomllib.loads(RECORD)
SCHEMA = json.loads((folder() / "archival.schema.json").read_text("utf-8"))
ORACLE = jsonschema.Draft202012Validator(SCHEMA)
MUTATIONS: tuple[Any, ...] = (
    "delete",
    "",
    "   ",
    "\u200b",
    "N/A",
    "original",
    "Sound",
    "public-domain",
    [],
    {},
)


def paths(value: Any, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the path of all that is in a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    below = [((*above, key), inner) for key, inner in pairs]
    return [path for path, _ in below] + [
        deeper
        for path, inner in below
        if isinstance(inner, (dict, list))
        for deeper in paths(inner, path)
    ]


def mutated(data: dict[str, Any], path: tuple[str | int, ...], mutation: Any) -> None:
    """Change what is at a path, if it is there still."""
    target: Any = data
    try:
        for part in path[:-1]:
            target = target[part]
        if isinstance(target, dict) != isinstance(path[-1], str):
            return
        if mutation == "delete":
            del target[path[-1]]
        else:
            target[path[-1]] = copy.deepcopy(mutation)
    except (KeyError, IndexError, TypeError):
        pass


CHANGES = st.lists(
    st.tuples(st.sampled_from(sorted(paths(WHOLE), key=str)), st.sampled_from(MUTATIONS)),
    max_size=6,
)


def test_the_profile_is_a_schema() -> None:
    """The archival profile is a JSON Schema, and the whole record fulfils it."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert ORACLE.is_valid(WHOLE)


@given(changes=CHANGES)
@settings(max_examples=300, deadline=None)
def test_two_validators_agree(changes: list[tuple[tuple[str | int, ...], Any]]) -> None:
    """Whatever is deleted or blanked, jsonschema finds valid what the fast validator does.

    What is lacking is said if, and only if, something is.
    """
    data = copy.deepcopy(WHOLE)
    for path, mutation in changes:
        mutated(data, path, mutation)
    archival, pruned = profile("archival"), prune(data).data
    assert archival.validator.is_valid(data) == ORACLE.is_valid(data)
    assert archival.validator.is_valid(pruned) == ORACLE.is_valid(pruned)
    assert (list(completeness.lacks(archival, pruned)) == []) == ORACLE.is_valid(pruned)


@given(changes=CHANGES)
@settings(max_examples=150, deadline=None)
def test_what_is_missing_is_said(changes: list[tuple[tuple[str | int, ...], Any]]) -> None:
    """Something is missed if, and only if, the profile is not fulfilled; and nothing raises."""
    data = copy.deepcopy(WHOLE)
    for path, mutation in changes:
        mutated(data, path, mutation)
    pruned = prune(data)
    found = list(completeness.missing(pruned.data, profile("archival"), pruned.blanks, TODAY))
    assert (found == []) == ORACLE.is_valid(pruned.data)
