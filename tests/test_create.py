"""`muniment create`: by flags, of a page, and by answers on a terminal."""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import struct
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

import program
from inside import muniment
from muniment import asking
from muniment.profiles import profile
from specimens import complete, toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from program import Ran

NOTICE = (
    "The History and Public Policy Program welcomes reuse of Digital Archive materials for "
    "research and educational purposes. Some documents may be subject to copyright.",
    "To enquire about this document's rights status or request permission for commercial use, "
    "please contact the History and Public Policy Program at HAPP@wilsoncenter.org.",
)
# A page that begins with the summary of another document, and has headings with nothing under them.
PAGE = "\n".join(
    (
        "A request for wagons, and a list of them.",
        "March 3, 1951",
        "Telegram from Stalin to Mao Zedong",
        "BEIJING",
        "For Comrade MAO ZEDONG.",
        "The wagons will be sent.",
        "SEMENOV [Stalin].",
        "3 March 1951",
        "Stalin promises wagons to Mao.",
        "Author(s):",
        "Associated People & Organizations",
        "Associated Places",
        "Document Information",
        "Source",
        "Original Archive",
        "Rights",
        *NOTICE,
        "",
    )
)
# What the profile asks for, beside title and date, as flags.
REST = (
    *("--type", "Text", "--describes", "translation", "--language", "en", "--creator", "Stalin"),
    *("--citation", "APRF, f. 45, op. 1", "--set", "original_archive.name=Archive of Examples"),
    *("--set", "original_archive.reference=fond 45", "--set", "original_archive.reference=opis 1"),
    *("--set", "rights.statement=Ask the office.", "--set", "rights.contact.name=Office"),
    *("--set", "rights.contact.email=rights@example.org"),
)


def create(folder: Path, *arguments: str) -> Ran:
    return muniment("create", *arguments, cwd=folder)


def draft(folder: Path, *arguments: str) -> dict[str, Any]:
    """Create a draft called `a`, and give what stands in it."""
    ran = create(folder, "--draft", "--id", "a", "--title", "A", *arguments)
    assert ran.status == 0, ran.err
    return written(folder, "a")


def written(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / "records" / f"{name}.toml").read_text("utf-8"))


def refused(folder: Path, *arguments: str) -> str:
    """Run `create`, which must refuse in one line and write nothing; give the line."""
    before = sorted(folder.rglob("*"))
    ran = create(folder, *arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1, ran.err
    assert not (folder / "records").exists() or sorted(folder.rglob("*")) == before
    assert sorted(found for found in folder.rglob("*") if found.is_file()) == [
        found for found in before if found.is_file()
    ]
    return ran.err


# By flags.


def test_by_flags(tmp_path: Path) -> None:
    """Flags alone make a complete record; it is said where it is, and that nothing is wrong."""
    ran = create(tmp_path, "--title", "Telegram to Mao", "--date", "1951-03-03", *REST)
    assert ran.status == 0, ran.out
    assert ran.out.startswith("wrote records/telegram-to-mao-1951-03-03.toml\n")
    assert "1 file checked: 0 errors" in ran.out
    assert ran.err == ""
    assert written(tmp_path, "telegram-to-mao-1951-03-03") == {
        "id": "telegram-to-mao-1951-03-03",
        "describes": "translation",
        "title": "Telegram to Mao",
        "date": "1951-03-03",
        "type": "Text",
        "language": ["en"],
        "creator": [{"name": "Stalin"}],
        "source": [{"citation": "APRF, f. 45, op. 1"}],
        "original_archive": [
            {"name": "Archive of Examples", "reference": ["fond 45", "opis 1"]},
        ],
        "rights": [
            {
                "statement": "Ask the office.",
                "contact": {"name": "Office", "email": "rights@example.org"},
            }
        ],
        "record": {
            "schema": 1,
            "status": "complete",
            "created": program.TODAY,
            "modified": program.TODAY,
        },
    }


def test_as_a_process(tmp_path: Path) -> None:
    """A script gets the path on standard output, by the real program, in UTF-8."""
    ran = program.muniment(
        "create", "--draft", "--title", "Телеграмма 电报", cwd=tmp_path, PYTHONIOENCODING="ascii"
    )
    assert ran.status == 0
    assert ran.out.startswith("wrote records/telegramma-dianbao.toml\n")
    assert written(tmp_path, "telegramma-dianbao")["title"] == "Телеграмма 电报"


def test_complete_record_that_lacks_something(tmp_path: Path) -> None:
    """A record that is not to be a draft is written, and what it lacks makes the exit status 1."""
    ran = create(tmp_path, "--title", "Telegram", "--date", "1951")
    assert ran.status == 1
    assert ran.out.startswith("wrote records/telegram-1951.toml\n")
    assert "error missing" in ran.out
    assert "original_archive" in ran.out
    assert written(tmp_path, "telegram-1951")["record"]["status"] == "complete"


def test_draft_that_lacks_something(tmp_path: Path) -> None:
    """A draft that lacks the same is written with warnings."""
    ran = create(tmp_path, "--title", "Telegram", "--date", "1951", "--draft")
    assert ran.status == 0
    assert "warning missing" in ran.out
    assert written(tmp_path, "telegram-1951")["record"]["status"] == "draft"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (["date=1953~"], {"date": "1953~"}),
        (["language=en", "language=ru"], {"language": ["en", "ru"]}),
        (["subject=War", "subject=Korea"], {"subject": ["War", "Korea"]}),
        (["creator.name=A", "creator.name=B"], {"creator": [{"name": "A"}, {"name": "B"}]}),
        (
            ["creator.name=A", "creator.name=B", "creator.0.role=aut"],
            {"creator": [{"name": "A", "role": "aut"}, {"name": "B"}]},
        ),
        (
            ["creator.name=A", "creator.role=aut", "creator.name=B", "creator.uri=http://b.org"],
            {"creator": [{"name": "A", "role": "aut"}, {"name": "B", "uri": ["http://b.org"]}]},
        ),
        (
            ["rights.contact.name=Office", "rights.contact.email=o@example.org"],
            {"rights": [{"contact": {"name": "Office", "email": "o@example.org"}}]},
        ),
        (
            ["rights.granted.act=copy", "rights.granted.restriction=allow", "rights.of=copy"],
            {"rights": [{"granted": [{"act": "copy", "restriction": "allow"}], "of": "copy"}]},
        ),
        (
            ["rights.granted.act=copy", "rights.granted.act=lend"],
            {"rights": [{"granted": [{"act": "copy"}, {"act": "lend"}]}]},
        ),
        (["title.lang=en"], {"title": {"text": "A", "lang": "en"}}),
        (["subject=War", "subject.uri=u"], {"subject": [{"name": "War", "uri": "u"}]}),
        (["local.shelf=3", "local.box.of=7"], {"local": {"shelf": "3", "box": {"of": "7"}}}),
        (["access.status=open"], {"access": {"status": "open"}}),
        (["provenance.from=A"], {"provenance": [{"from": ["A"]}]}),
        (["description=a=b"], {"description": "a=b"}),
        (["description=one\ntwo"], {"description": "one\ntwo"}),
        (["url=1"], {"url": "1"}),
    ],
)
def test_set(tmp_path: Path, settings: list[str], expected: dict[str, Any]) -> None:
    """The model says what becomes of a text: a date, an item of a list, a key of a table."""
    data = draft(tmp_path, *(part for setting in settings for part in ("--set", setting)))
    for key, value in expected.items():
        assert data[key] == value


def test_set_of_the_record_itself(tmp_path: Path) -> None:
    """`record.schema` is a number, and what is set of the record is not set again."""
    data = draft(tmp_path, "--set", "record.schema=1", "--set", "record.created=2020-01-01")
    assert data["record"]["schema"] == 1
    assert data["record"]["created"] == "2020-01-01"
    assert data["record"]["modified"] == program.TODAY


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("titel=x", "Did you mean title?"),
        ("rights.statment=x", "Did you mean rights.statement?"),
        ("creator.0.nmae=x", "Did you mean creator.name?"),
        ("zzz=x", "a record has no such key"),
        ("date=ca. 1953", "1953~"),
        ("date=1951-02-29", "no such day|not a day|no day|February"),
        ("record.schema=2", "reads format 1"),
        ("describes=translaton", "Did you mean translation?"),
        ("language=English", "en"),
        ("type=text", "Text"),
        ("rights=x", "rights.statement|rights.of"),
        ("creator=x", "creator.name"),
        ("creator.7.name=x", "there are only 0"),
        ("local=x", "a table"),
        ("title", "KEY=VALUE"),
        ("=x", "KEY=VALUE"),
        ("", "KEY=VALUE"),
        ("..=x", "KEY=VALUE"),
        ("0=x", "KEY=VALUE"),
    ],
)
def test_set_refused(tmp_path: Path, setting: str, words: str) -> None:
    """A key or value that no record has is refused with what was meant; nothing is written."""
    assert re.search(words, refused(tmp_path, "--draft", "--title", "A", "--set", setting))


def test_wrong_flags_refused(tmp_path: Path) -> None:
    """A flag is held to the same as --set, and all that is wrong is said at once."""
    said = refused(tmp_path, "--title", "A", "--date", "ca. 1953", "--type", "text")
    assert "1953~" in said
    assert "Text" in said


@pytest.mark.parametrize(
    ("title", "date", "name"),
    [
        ("Telegram from Stalin", "1952-12-27", "telegram-from-stalin-1952-12-27"),
        ("Телеграмма Сталина", "1952", "telegramma-stalina-1952"),
        ("毛泽东致斯大林电", "1952~", "maozedongzhisidalindian-1952"),
        ("Ĝis la! (No. 3)", "1952/1953", "gis-la-no-3-1952-1953"),
        ("и\u0306", None, "i"),
    ],
)
def test_id(tmp_path: Path, title: str, date: str | None, name: str) -> None:
    """The id is made of title and date, in letters that every file system knows."""
    arguments = ("--date", date) if date else ()
    assert create(tmp_path, "--draft", "--title", title, *arguments).status == 0
    assert written(tmp_path, name)["id"] == name
    assert written(tmp_path, name)["title"] == title


def test_given_id(tmp_path: Path) -> None:
    """An id that is given is the file's name; title and date need not be known then."""
    assert create(tmp_path, "--draft", "--id", "A_1.b", "--title", "T").status == 0
    assert written(tmp_path, "A_1.b")["id"] == "A_1.b"
    ran = create(tmp_path, "--draft", "--id", "nameless")
    assert ran.status == 0, ran.err
    assert "title" not in written(tmp_path, "nameless")


@pytest.mark.parametrize(
    "name",
    [
        *("con", "NUL.txt", "com1", "../x", "..", ".", "/etc/x", "a/b", "a/../b", "a\\b", "a."),
        *(".hidden", "-x", "a b", "ж", "a\nb", "x" * 201, "", " ", "../none", "/none", "N/A"),
    ],
)
def test_ids_that_are_no_file_names(tmp_path: Path, name: str) -> None:
    """An id that is no file name on every system, or that leads elsewhere, is refused."""
    folder = tmp_path / "inner"
    folder.mkdir()
    refused(folder, "--draft", "--title", "A", f"--id={name}")
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("title", ["Con", "Aux.", "COM1", "NUL"])
def test_titles_that_windows_reserves(tmp_path: Path, title: str) -> None:
    """A title that would make a name reserved by Windows gets an id that is not."""
    ran = create(tmp_path, "--draft", "--title", title)
    assert ran.status == 0, ran.err


def test_no_title(tmp_path: Path) -> None:
    """Without a terminal and without a title or an id, it is said what is needed."""
    for arguments in ((), ("--date", "1951"), ("--title", ""), ("--title", "!?")):
        assert "--title or --id" in refused(tmp_path, *arguments)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A record that stands there stays as it is."""
    draft(tmp_path)
    before = (tmp_path / "records" / "a.toml").read_bytes()
    said = refused(tmp_path, "--draft", "--id", "a", "--title", "Another")
    assert "records/a.toml is there already" in said
    assert (tmp_path / "records" / "a.toml").read_bytes() == before


def test_records_folder(tmp_path: Path) -> None:
    """The folder that is asked for is made, with those above it; the configuration may name it."""
    create(tmp_path, "--draft", "--title", "A", "--records", "x/y")
    assert (tmp_path / "x" / "y" / "a.toml").is_file()
    (tmp_path / "muniment.toml").write_text('records = "theirs"\n')
    (tmp_path / "below").mkdir()
    ran = create(tmp_path / "below", "--draft", "--title", "B")
    assert ran.out.startswith("wrote ../theirs/b.toml\n")
    assert (tmp_path / "theirs" / "b.toml").is_file()


def test_records_folder_that_is_a_file(tmp_path: Path) -> None:
    """A file in the place of the folder is an error of one line."""
    (tmp_path / "file").write_bytes(b"")
    for folder in ("file", "file/below"):
        ran = create(tmp_path, "--draft", "--title", "A", "--records", folder)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert folder in ran.err


def test_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is the day, so that builds repeat; what is no number is refused."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert draft(tmp_path)["record"]["created"] == "1970-01-01"
    for wrong in ("today", "", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        assert "SOURCE_DATE_EPOCH" in refused(tmp_path, "--draft", "--title", "B")


def test_same_bytes_twice(tmp_path: Path) -> None:
    """The same command writes the same bytes, with LF and nothing that depends on the folder."""
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / "page.txt").write_text(PAGE, "utf-8")
        create(tmp_path / name, "--page", "../page.txt", *REST)
        (path,) = (tmp_path / name / "records").iterdir()
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]
    assert b"\r" not in contents[0]


def test_schema_line(tmp_path: Path) -> None:
    """The line for editors is there only where the schema is, and names it from the record."""
    (tmp_path / "bare").mkdir()
    (tmp_path / "records").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "record.schema.json").write_text("{}")
    create(tmp_path / "bare", "--draft", "--title", "A")
    create(tmp_path, "--draft", "--title", "A")
    bare = (tmp_path / "bare" / "records" / "a.toml").read_text("utf-8")
    text = (tmp_path / "records" / "a.toml").read_text("utf-8")
    assert text == f"#:schema ../schemas/record.schema.json\n{bare}"
    assert bare.startswith('id = "a"\n')


# Of a page.


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_page(tmp_path: Path, page: Path) -> None:
    """A page gives what it certainly says, verbatim, and two gaps for its blank headings."""
    ran = create(tmp_path, "--page", str(page), "--draft")
    assert ran.status == 0
    data = written(tmp_path, "telegram-from-stalin-to-mao-zedong-1951-03-03")
    assert data["title"] == "Telegram from Stalin to Mao Zedong"
    assert data["date"] == "1951-03-03"
    assert data["description"] == "Stalin promises wagons to Mao."
    assert data["creator"] == [{"name": "Stalin", "role": "aut", "signed": "SEMENOV"}]
    (rights,) = data["rights"]
    assert rights == {
        "statement": "\n\n".join(NOTICE),
        "contact": {"name": "History and Public Policy Program", "email": "HAPP@wilsoncenter.org"},
    }
    assert [gap["field"] for gap in data["gap"]] == ["source", "original_archive"]
    for gap in data["gap"]:
        assert gap["reason"] == "not-recorded"
        assert gap["date"] == program.TODAY
        assert "nothing under it" in gap["note"]
    assert not {"source", "original_archive", "language", "describes"} & data.keys()


def test_page_is_told_what_was_left_out(tmp_path: Path, page: Path) -> None:
    """What of the page went nowhere is told on standard error, with the line."""
    ran = create(tmp_path, "--page", str(page), "--draft")
    assert 'line 1: "A request for wagons' in ran.err
    assert all(line.startswith("muniment: ") for line in ran.err.splitlines())
    assert "request" not in ran.out


def test_page_made_complete(tmp_path: Path, page: Path) -> None:
    """What the page lacks may come from flags; then there is no gap, and no error."""
    ran = create(
        tmp_path,
        *("--page", str(page), "--describes", "translation", "--language", "en"),
        *("--citation", "APRF, f. 45", "--set", "original_archive.name=Archive of Examples"),
        *("--set", "original_archive.reference=fond 45"),
    )
    assert ran.status == 0, ran.out
    data = written(tmp_path, "telegram-from-stalin-to-mao-zedong-1951-03-03")
    assert "gap" not in data
    assert data["source"] == [{"citation": "APRF, f. 45"}]


def test_flags_override_the_page(tmp_path: Path, page: Path) -> None:
    """A flag is worth more than the page, and takes the gap of its key away, and what it says."""
    data = draft(
        tmp_path,
        *("--page", str(page), "--date", "1951-03-04", "--set", "description=Mine."),
        *("--citation", "APRF, f. 45"),
    )
    assert data["title"] == "A"
    assert data["date"] == "1951-03-04"
    assert data["description"] == "Mine."
    # The citation that was given says who holds the original, so that gap goes as well.
    assert data["original_archive"][0]["siglum"] == "APRF"
    assert "gap" not in data


def test_gap_of_a_part_stays(tmp_path: Path) -> None:
    """A gap for what is not known of a table stays beside what is known of it."""
    data = draft(
        tmp_path,
        *("--set", "original_archive.name=Archive of Examples"),
        *("--set", "gap.field=original_archive.reference", "--set", "gap.reason=unknown"),
    )
    (gap,) = data["gap"]
    assert gap["field"] == "original_archive.reference"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a" * 20_000_000, "1 MiB"),
        (b"\x7fELF\0\0\0\1", "NUL"),
        (b"\xff\xd8\xff\xe0JFIF", "UTF-8"),
        (b"", "not a document page"),
        (b"<html><body>Hello</body></html>", "not a document page"),
        (b"\n" * 100_000, "not a document page"),
        (b"[" * 500_000, "not a document page"),
    ],
)
def test_hostile_pages(tmp_path: Path, content: bytes, words: str) -> None:
    """What is no page is refused in one line that names it, and nothing is written."""
    (tmp_path / "page.txt").write_bytes(content)
    said = refused(tmp_path, "--page", "page.txt", "--title", "A")
    assert words in said
    assert "page.txt" in said


@pytest.mark.parametrize("name", ["none.txt", "", "."])
def test_pages_that_are_not_there(tmp_path: Path, name: str) -> None:
    """A page that is not there, or is a folder, is refused in one line."""
    refused(tmp_path, "--page", name, "--title", "A")


def test_page_that_steers_the_terminal(tmp_path: Path) -> None:
    """What a page says is told without what would steer the terminal."""
    (tmp_path / "page.txt").write_text(f"\x1b[2J\x1b]0;owned\x07 summary\n{PAGE}", "utf-8")
    ran = create(tmp_path, "--page", "page.txt", "--draft")
    assert "\x1b" not in ran.err + ran.out
    assert "\x07" not in ran.err + ran.out


# On a terminal: the questions, asked by a stand-in for the prompt.


class Prompts:
    """Stands in for `questionary.text`: gives answers by key, and keeps what was said of each."""

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.said: list[str] = []

    def text(
        self,
        question: str,
        validate: Callable[[str], bool | str],
        qmark: str,
        completer: object = None,
    ) -> Prompts:
        key = question.partition(":")[0]
        self.asked.append(key)
        assert len(self.asked) < 40, f"asked without end: {self.asked}"
        for answer in iter(self._next(key)):
            right = validate(answer)
            if right is True:
                self.answer = answer
                return self
            self.said.append(str(right))
        raise AssertionError(f"no right answer to {question}")

    def _next(self, key: str) -> Iterator[str]:
        while self.answers.get(key):
            yield self.answers[key].pop(0)
        yield ""

    def unsafe_ask(self) -> str:
        return self.answer


ANSWERS = {
    "title": ["Telegram from Stalin to Mao Zedong"],
    "date": ["1952-12-27"],
    "type": ["Text"],
    "describes": ["translation"],
    "language": ["en"],
    "creator.name": ["Stalin, Joseph"],
    "source.citation": ["APRF, f. 45; op. 1"],
    "original_archive.name": ["Archive of Examples"],
    "original_archive.reference": ["fond 45; opis 1"],
    "rights.statement": ["All rights reserved; ask."],
    "rights.contact.name": ["Office"],
    "rights.contact.email": ["rights@example.org"],
}


def answered(
    monkeypatch: pytest.MonkeyPatch, data: dict[str, Any], **answers: list[str]
) -> Prompts:
    """Complete `data` by the answers (`__` in a name is a dot), and give what was asked."""
    prompts = Prompts(
        {
            **{key: [*each] for key, each in ANSWERS.items()},
            **{key.replace("__", "."): each for key, each in answers.items()},
        }
    )
    monkeypatch.setattr("questionary.text", prompts.text)
    asking.complete(data, profile("archival"))
    return prompts


def test_each_thing_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who answers is asked for each thing that is required once, and nothing is wanting then."""
    data: dict[str, Any] = {}
    prompts = answered(monkeypatch, data)
    assert sorted(prompts.asked) == sorted(ANSWERS)
    assert data == {
        "title": "Telegram from Stalin to Mao Zedong",
        "date": "1952-12-27",
        "type": "Text",
        "describes": "translation",
        "language": ["en"],
        "creator": [{"name": "Stalin, Joseph"}],
        "source": [{"citation": "APRF, f. 45; op. 1"}],
        "original_archive": [{"name": "Archive of Examples", "reference": ["fond 45", "opis 1"]}],
        "rights": [
            {
                "statement": "All rights reserved; ask.",
                "contact": {"name": "Office", "email": "rights@example.org"},
            }
        ],
    }


def test_what_is_known_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What flags or a page said is not asked, and what may be left out is not either."""
    data = {"title": "A", "date": "1952", "type": "StillImage", "describes": "original"}
    prompts = answered(monkeypatch, data)
    assert not {*data, "language", "source.citation", "level", "extent", "id"} & {*prompts.asked}


def test_no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty answers leave everything out, and each thing is asked once all the same."""
    data: dict[str, Any] = {}
    prompts = answered(monkeypatch, data, **{key.replace(".", "__"): [" "] for key in ANSWERS})
    assert data == {}
    assert len(prompts.asked) == len(set(prompts.asked))


@pytest.mark.parametrize(
    ("key", "wrong", "words"),
    [
        ("date", "ca. 1953", "1953~"),
        ("type", "Txt", "Text"),
        ("describes", "translaton", "Did you mean translation?"),
        ("language", "en; English", "en"),
    ],
)
def test_wrong_answers(monkeypatch: pytest.MonkeyPatch, key: str, wrong: str, words: str) -> None:
    """A wrong answer is explained, and asked for again."""
    data: dict[str, Any] = {}
    prompts = answered(monkeypatch, data, **{key: [wrong, *ANSWERS[key]]})
    assert len(prompts.said) == 1
    assert words in prompts.said[0]
    assert prompts.asked.count(key) == 1
    assert data["rights"][0]["contact"]["email"] == "rights@example.org"


@pytest.mark.parametrize(
    "key", ["creator.name", "original_archive.name", "rights.statement", "date"]
)
def test_answers_that_say_nothing(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """A placeholder is no answer: it is told so, asked again, and never comes into the record."""
    data: dict[str, Any] = {}
    prompts = answered(monkeypatch, data, **{key.replace(".", "__"): ["unknown", *ANSWERS[key]]})
    assert len(prompts.said) == 1
    assert "unknown" not in json.dumps(data)
    assert sorted(prompts.asked) == sorted(ANSWERS)


def test_placeholders_that_were_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands there and says nothing keeps no answer out, nor takes any."""
    data: dict[str, Any] = {"original_archive": [{"name": "unknown"}], "genre": "N/A"}
    prompts = answered(monkeypatch, data)
    assert sorted(prompts.asked) == sorted(ANSWERS)
    assert data["original_archive"][1] == {
        "name": "Archive of Examples",
        "reference": ["fond 45", "opis 1"],
    }


# On a terminal: the program itself.

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>()][0-9A-B]?|\r")


class Terminal:
    """The program at a pseudo-terminal, wide enough that no question is broken."""

    def __init__(self, folder: Path, *arguments: str, editor: str = "") -> None:
        import fcntl
        import termios

        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 300, 0, 0))
        environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
        environment |= {"EDITOR": editor, "VISUAL": ""}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "muniment", "create", *arguments],
            cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.shown = ""

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Read what the program shows until `pattern` is in it, and give where."""
        while not (found := re.search(pattern, self.shown)):
            assert self._read(), self.shown
        return found

    def _read(self) -> bool:
        """Read what is shown next; whether there was more, and the program has not ended."""
        assert select.select([self.master], [], [], 10)[0], f"it waits: {self.shown}"
        try:
            block = os.read(self.master, 65536)
        except OSError:
            return False
        self.shown = STEERING.sub("", self.shown + block.decode("utf-8", "replace"))
        return bool(block)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def decide(self, *steps: str) -> None:
        """Answer what is to be done with the record: by arrows down, and Enter."""
        self.wait_for("What now")
        self.type("".join(steps) + "\r")
        self.shown = ""

    def end(self) -> int:
        """Read to the end, and give the exit status."""
        while self._read():
            pass
        return self.process.wait(timeout=20)

    def answer(self, answers: dict[str, str]) -> None:
        """Answer each question by its key, in whatever order they are asked."""
        waiting = dict(answers)
        while waiting:
            keys = "|".join(re.escape(key) for key in waiting)
            key = self.wait_for(rf"(?<![\w.])({keys}): [A-Z]")[1]
            self.type(f"{waiting.pop(key)}\r")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_one(*arguments: str, editor: str = "") -> Terminal:
        opened.append(Terminal(tmp_path, *arguments, editor=editor))
        return opened[-1]

    yield open_one
    for each in opened:
        with contextlib.suppress(ProcessLookupError):
            each.process.kill()
        each.process.wait()
        os.close(each.master)


def test_answering_makes_a_complete_record(
    tmp_path: Path, terminal: Callable[..., Terminal]
) -> None:
    """Who answers what is asked has a record without errors at the end."""
    at = terminal()
    at.answer({**{key: each[0] for key, each in ANSWERS.items()}, "creator.name": "Сталин, Иосиф"})
    at.wait_for("1 file checked: 0 errors")
    at.decide()
    assert at.end() == 0, at.shown
    data = written(tmp_path, "telegram-from-stalin-to-mao-zedong-1952-12-27")
    assert data["creator"] == [{"name": "Сталин, Иосиф"}]
    assert data["original_archive"][0]["reference"] == ["fond 45", "opis 1"]


def test_wrong_answer_on_a_terminal(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    """A wrong date is explained where it was typed, and the next answer counts."""
    at = terminal("--title", "Telegram", *REST)
    at.wait_for("date: ")
    at.type("ca. 1953\r")
    at.wait_for("1953~")
    at.type("\x15" + "1953~\r")
    at.decide()
    assert at.end() == 0, at.shown
    assert written(tmp_path, "telegram-1953")["date"] == "1953~"


def test_empty_answers_leave_the_thing_out(
    tmp_path: Path, terminal: Callable[..., Terminal]
) -> None:
    """Enter alone leaves a thing out: the record is written, and lint says what it lacks."""
    at = terminal("--title", "Telegram", "--date", "1952", "--type", "Text", "--draft")
    at.answer(
        dict.fromkeys(
            ("describes", "language", "creator.name", "source.citation", "rights.statement"), ""
        )
        | {"original_archive.name": ""}
    )
    at.decide()
    assert at.end() == 0, at.shown
    assert written(tmp_path, "telegram-1952").keys() == {"id", "title", "date", "type", "record"}


DOWN = "\x1b[B"


def test_what_is_not_known(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    """A question mark says that a thing is not known: the reason is chosen, and a gap says it."""
    at = terminal("--title", "Telegram", *REST)
    at.wait_for("date: ")
    at.type("?\r")
    at.wait_for("Why is date not known")
    at.type(DOWN * 2 + "\r")
    at.wait_for("Where was it looked for")
    at.type("\r")
    at.wait_for("Say where")
    at.type("The envelope; the register.\r")
    at.decide()
    assert at.end() == 0, at.shown
    (gap,) = written(tmp_path, "telegram")["gap"]
    assert (gap["field"], gap["reason"]) == ("date", "sought-not-found")
    assert gap["note"] == "The envelope; the register."


def test_thrown_away(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    """Who does not want the record that is shown has none."""
    at = terminal("--title", "Telegram", *REST)
    at.wait_for("date: ")
    at.type("1953\r")
    at.decide(DOWN * 2)
    assert at.end() == 130
    assert list(tmp_path.iterdir()) == []


def test_edited(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    """What is edited is shown again, and written as it was edited."""
    (tmp_path / "edit.py").write_text(
        "import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text('utf-8').replace('Telegram', 'Telegramm'), 'utf-8')\n"
    )
    editor = f"{sys.executable} {tmp_path / 'edit.py'}"
    at = terminal("--title", "Telegram", *REST, editor=editor)
    at.wait_for("date: ")
    at.type("1953\r")
    at.decide(DOWN)
    at.wait_for("Telegramm")
    at.decide()
    assert at.end() == 0, at.shown
    assert written(tmp_path, "telegram-1953")["title"] == "Telegramm"


def test_completed(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    """A name that a record here has is offered when its beginning is typed, and Tab takes it."""
    (tmp_path / "records").mkdir()
    other = complete(id="other", creator=[{"name": "Сталин, Иосиф"}])
    (tmp_path / "records" / "other.toml").write_bytes(toml(other))
    at_creator = REST.index("--creator")
    known = [*REST[:at_creator], *REST[at_creator + 2 :]]
    at = terminal("--title", "Telegram", "--date", "1953", *known)
    at.wait_for("creator.name: ")
    at.type("Стал")
    at.wait_for("Сталин, Иосиф")
    at.type("\t")
    at.type("\r")
    at.decide()
    assert at.end() == 0, at.shown
    assert written(tmp_path, "telegram-1953")["creator"] == [{"name": "Сталин, Иосиф"}]


@pytest.mark.parametrize("typed", ["", "half an answer"])
def test_interrupted(tmp_path: Path, terminal: Callable[..., Terminal], typed: str) -> None:
    """Ctrl-C leaves nothing behind, no trace of the program's inside, and exits with 130."""
    at = terminal("--title", "Telegram")
    at.wait_for("date: ")
    at.type(f"{typed}\x03")
    assert at.end() == 130, at.shown
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in at.shown


def test_no_questions_in_a_script(tmp_path: Path) -> None:
    """Where standard input is no terminal nothing is asked, and nothing waits for an answer."""
    ran = program.muniment("create", "--title", "Telegram", cwd=tmp_path)
    assert ran.status == 1
    assert written(tmp_path, "telegram")["title"] == "Telegram"


# What it starts from


def test_like_another(tmp_path: Path) -> None:
    """Another record gives what the two have in common, and nothing that is its alone."""
    (tmp_path / "records").mkdir()
    other = complete(
        id="other", url="https://archive.ac.uk/1", subject=["War"], local={"shelf": "3"}
    )
    (tmp_path / "records" / "other.toml").write_bytes(toml(other))
    ran = create(tmp_path, "--like", "other", "--title", "Answer", "--date", "1953", "--draft")
    assert ran.status == 0, ran.err
    data = written(tmp_path, "answer-1953")
    assert data["creator"] == other["creator"]
    assert data["rights"] == other["rights"]
    assert data["subject"] == ["War"]
    assert not {"url", "local", "extent", "source", "provenance"} & data.keys()
    assert "Did you mean other?" in refused(tmp_path, "--like", "othr", "--title", "A")


def test_defaults(tmp_path: Path) -> None:
    """`[defaults]` fill in the institution's own, where nothing else is said."""
    (tmp_path / "muniment.toml").write_text(
        '[defaults]\npublisher = ["Archive of Examples"]\nlanguage = ["de"]\n', "utf-8"
    )
    create(tmp_path, "--title", "Letter", "--language", "ru", "--draft")
    data = written(tmp_path, "letter")
    assert (data["publisher"], data["language"]) == (["Archive of Examples"], ["ru"])
    (tmp_path / "muniment.toml").write_text('[defaults]\npubliser = "x"\n', "utf-8")
    assert "publiser" in refused(tmp_path, "--title", "Other")


def test_ids_are_made_unique(tmp_path: Path) -> None:
    """Two letters of one day are two records; an id that was given is not changed."""
    for _ in range(3):
        create(tmp_path, "--title", "Letter of 1953-02-01", "--date", "1953-02-01", "--draft")
    names = sorted(path.name for path in (tmp_path / "records").iterdir())
    assert names == [f"letter-of-1953-02-01{end}.toml" for end in ("-2", "-3", "")]
    create(tmp_path, "--id", "a", "--title", "Letter", "--draft")
    assert "there already" in refused(tmp_path, "--id", "a", "--title", "Letter", "--draft")


@pytest.mark.parametrize(
    ("editor", "said"),
    [("", "set EDITOR"), ("no-such-editor", "cannot be run"), ("false", "ended with status 1")],
)
def test_no_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str) -> None:
    """Without an editor that works nothing is written."""
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", editor)
    assert said in refused(tmp_path, "--title", "Letter", "--edit")
