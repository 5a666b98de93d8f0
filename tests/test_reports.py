"""The reports: each a form that some program reads, whatever the records say."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from inside import muniment
from muniment import __version__
from muniment.finding import Change, Finding, Place
from muniment.reports import (
    REPORTS,
    Style,
    Tally,
    report_named,
    statistics,
    tells_silenced,
)
from muniment.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from muniment.finding import Level, Silence

LINED = ("text", "concise", "github")
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
LONG = 100_000
HOSTILE = {
    "an escape sequence": "\x1b[2J\x9b31m",
    "a line end": "one\ntwo\r\nthree\rfour",
    "separators": "one\u2028two\u2029three\x85four",
    "a turned line": "\u202eevil\u2066\u200f",
    "per cent": "100 % %0A %25",
    "a workflow command": "\n::error::x ::set-output name=a::b ##[error]x",
    "properties": "a,b:c=d;e",
    "quotes": "\"'`\\",
    "the end of a section": "]]><x>&amp;",
    "lone ampersands": "& &lt &#0; &#x;",
    "NUL and controls": "\x00\x01\t\x0b\x7f\x9f",
    "what is no character": "\ufffe\uffff",
    "combining marks": "e" + "\u0301" * 300,
    "beyond the plane": "\U0001f4dc電報",
    "a placeholder": "{0} {{x}} }{",
    "a link": "[here](https://example.org) \\](x)",
    "a long line": "x" * LONG,
    "nothing": "",
}


def finding(level: Level = "error", **changes: Any) -> Finding:
    """Give a finding in the word `here` of a line, with other values for some fields."""
    place = Place(3, 9, 3, 13)
    plain = Finding(
        "records/a.toml", *place, "title", "missing", level, "it is wrong", "Mend it.",
        source='title = "here"',
    )  # fmt: skip
    return plain._replace(**{"column": 10, "end_column": 14, **changes})


def hostile(text: str, level: Level = "error") -> Finding:
    """Give a finding that has the text in each of its fields."""
    return finding(
        level,
        **dict.fromkeys(("file", "key", "message", "hint", "source", "fingerprint"), text),
        fix=(Change(0, 1, text, Place(1, 1, 1, 2)),),
    )


def written(form: str, findings: list[Finding], tally: Tally | None = None) -> str:
    """Write the findings as the command does."""
    tally = tally or Tally()
    counted = tally.counted(findings, silenced=tells_silenced(form))
    return "".join(report_named(form).report(counted, tally, Style()))


def lines(form: str, findings: list[Finding]) -> list[str]:
    return written(form, findings).removesuffix("\n").split("\n")


def sarif(*findings: Finding) -> dict[str, Any]:
    """Give the run of the SARIF report."""
    log = json.loads(written("sarif", list(findings)))
    assert list(log) == ["version", "$schema", "runs"]
    [run] = log["runs"]
    assert list(run) == ["tool", "columnKind", "results"]
    return dict(run)


def result(found: Finding) -> dict[str, Any]:
    [only] = sarif(found)["results"]
    return dict(only)


def location(found: Finding) -> dict[str, Any]:
    [only] = result(found)["locations"]
    return dict(only["physicalLocation"])


def junit(*findings: Finding) -> etree._Element:
    """Give the report as lxml reads it."""
    return etree.fromstring(written("junit", list(findings)).encode("utf-8"))


# All of them


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_a_report(form: str, text: str) -> None:
    """Whatever stands in a finding, the report is what it is, and steers no terminal."""
    assert_sound(form, [hostile(text, level) for level in LEVELS])


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_text_at_all_breaks_a_report(texts: list[str]) -> None:
    """Neither does what nobody thought of."""
    for form in REPORTS:
        assert_sound(form, [hostile(text, level) for text in texts for level in LEVELS])


def assert_sound(form: str, findings: list[Finding]) -> None:
    report = written(form, findings)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", report
    )
    count = len(findings)
    assert report.endswith("\n")
    if form == "json":
        assert len(json.loads(report)["findings"]) == count
    elif form == "jsonl":
        assert len([json.loads(line) for line in report.splitlines()]) == count
    elif form == "sarif":
        assert len(json.loads(report)["runs"][0]["results"]) == count
    elif form == "junit":
        assert len(etree.fromstring(report.encode("utf-8")).findall(".//testcase")) == count
    elif form in ("github", "concise"):
        *told, _, end = report.split("\n")
        assert len(told) == count
        assert end == ""


@pytest.mark.parametrize("form", REPORTS)
def test_a_report_is_the_same_twice(form: str) -> None:
    """The same findings give the same bytes: no clock, no order of a set."""
    findings = [hostile(text, level) for text in HOSTILE.values() for level in LEVELS]
    assert written(form, findings) == written(form, list(findings))


@pytest.mark.parametrize("form", REPORTS)
def test_a_thousand_findings_are_all_told(form: str) -> None:
    """None is lost, and none is told twice."""
    findings = [finding(message=f"it is wrong, number {number}.") for number in range(1_000)]
    report = written(form, findings)
    found = re.findall(r"number (\d+)\.", report)
    # JUnit has the message of an error in an attribute as well.
    assert sorted(set(map(int, found))) == list(range(1_000))
    assert len(found) == (2_000 if form == "junit" else 1_000)


@pytest.mark.parametrize("form", [name for name in REPORTS if name != "junit"])
def test_a_report_begins_before_all_is_found(form: str) -> None:
    """All but JUnit's, which begins with a count, are written as the findings come."""

    def found() -> Iterator[Finding]:
        yield from (finding(), finding())
        raise EOFError

    told: list[str] = []
    report = report_named(form).report(found(), Tally(), Style())
    with pytest.raises(EOFError):
        told.extend(report)
    assert "".join(told).count("it is wrong") == 2


@pytest.mark.parametrize("form", [name for name in REPORTS if name not in ("jsonl", "junit")])
def test_nothing_found_is_a_whole_report_too(form: str) -> None:
    """It says so in its form."""
    assert_sound(form, [])


@pytest.mark.parametrize("form", REPORTS)
def test_the_command_writes_it(form: str, tmp_path: Path) -> None:
    """`--output-format` gives each, on standard output and in a file."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.toml").write_text('id = "a"\ndate = "x"\n', "utf-8")
    said = muniment("lint", "--output-format", form, cwd=tmp_path)
    assert (said.status, said.err) == (1, "")
    assert "records/a.toml" in said.out
    put = muniment("lint", "--output-format", form, "--output", "out", cwd=tmp_path)
    assert (put.status, put.out) == (1, "")
    assert (tmp_path / "out").read_bytes() == said.out.encode("utf-8")


# What is counted


def silent(by: Silence = "comment", level: Level = "error") -> Finding:
    return finding(level, silenced=by)


def test_what_is_silenced_is_counted_and_not_told() -> None:
    """It is no error, and only who asks is given it."""
    tally = Tally()
    assert list(tally.counted([finding("note"), silent(), silent("baseline")])) == [finding("note")]
    assert (tally.silenced, tally.levels) == (2, {"error": 0, "warning": 0, "note": 1})
    assert list(Tally().counted([silent()], silenced=True)) == [silent()]


@pytest.mark.parametrize("form", REPORTS)
def test_only_sarif_tells_what_is_silenced(form: str) -> None:
    """The others say no more than how many there were."""
    assert tells_silenced(form) == (form == "sarif")
    assert ("Mend it." in written(form, [silent()])) == (form == "sarif")


@pytest.mark.parametrize(
    ("silenced", "mended", "end"),
    [
        (0, 0, ""),
        (4, 0, ", 4 silenced"),
        (0, 2, ", 2 mended"),
        (1, 1, ", 1 silenced, 1 mended"),
    ],
)
@pytest.mark.parametrize("form", LINED)
def test_the_summary_says_what_was_done(form: str, silenced: int, mended: int, end: str) -> None:
    """What was silenced or mended is named where there was any."""
    tally = Tally()
    tally.files, tally.mended = 3, mended
    findings = [finding(), finding("warning"), finding("warning"), *[silent()] * silenced]
    report = written(form, findings, tally)
    assert report.splitlines()[-1] == f"3 files checked: 1 error, 2 warnings{end}"


def test_the_json_summary_counts_the_same() -> None:
    """Programs find all counts there, zeros too."""
    tally = Tally()
    tally.mended = 5
    report = json.loads(written("json", [finding(), silent()], tally))
    assert report["summary"] == {
        **{"files": 0, "errors": 1, "warnings": 0, "notes": 0},
        **{"silenced": 1, "mended": 5},
    }


def test_statistics_count_by_rule() -> None:
    """The most frequent comes first; rules of the same number by name, then by level."""
    findings = [
        *[finding(rule="spaces")] * 12,
        *[finding(rule="missing")] * 2,
        *[finding("warning", rule="missing")] * 2,
        *[finding(rule="id-file-name")] * 2,
        silent(),
    ]
    tally = Tally()
    list(tally.counted(findings))
    assert "".join(statistics(tally)) == (
        "12  spaces        error\n"
        " 2  id-file-name  error\n"
        " 2  missing       error\n"
        " 2  missing       warning\n"
    )
    assert list(statistics(Tally())) == []


# Text and concise


@pytest.mark.parametrize(
    ("hint", "line"),
    [("Mend it.", "Mend it. (muniment lint --fix does it)"), ("", "(muniment lint --fix does it)")],
)
def test_text_says_what_fix_does(hint: str, line: str) -> None:
    """Where a finding can be mended without a person, its last line says by what."""
    fix = (Change(0, 1, "x", Place(1, 1, 1, 2)),)
    assert f"      {line}\n" in written("text", [finding(hint=hint, fix=fix)])
    assert "--fix" not in written("text", [finding(hint=hint)])


def test_concise_is_a_line_each() -> None:
    """Place, level, rule, key, message, hint: what is not there leaves no trace."""
    bare = finding("note", key="", hint="", rule="encoding")
    assert lines("concise", [finding(), bare]) == [
        "records/a.toml:3:10: error missing (title): it is wrong  Mend it.",
        "records/a.toml:3:10: note encoding: it is wrong",
        "0 files checked: 1 error, 1 note",
    ]


def test_concise_is_in_colour_on_a_terminal() -> None:
    """Only the level and the hint are painted: the place stays what an editor can find."""
    report = report_named("concise").report([finding()], Tally(), Style(colour=True))
    assert next(iter(report)) == (
        "records/a.toml:3:10: \x1b[1;31merror\x1b[0m missing (title): it is wrong"
        "  \x1b[2mMend it.\x1b[0m\n"
    )


# JSON


def test_jsonl_is_the_list_of_the_json_report() -> None:
    """The same objects, and nothing before or after."""
    findings = [hostile(text) for text in HOSTILE.values()]
    told = [json.loads(line) for line in lines("jsonl", findings)]
    assert told == json.loads(written("json", findings))["findings"]
    assert written("jsonl", []) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_json_keeps_every_character(text: str) -> None:
    """What would steer a terminal is escaped, not replaced."""
    [told] = json.loads(written("json", [hostile(text)]))["findings"]
    assert told["message"] == told["key"] == told["fix"][0]["text"] == text


# SARIF


def test_sarif_names_the_tool_and_its_rules() -> None:
    """All rules are there, with what their manuals say."""
    run = sarif()
    driver = run["tool"]["driver"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == []
    assert (driver["name"], driver["version"]) == ("muniment", __version__)
    assert [rule["id"] for rule in driver["rules"]] == list(RULES)
    for rule in driver["rules"]:
        manual = (RULES[rule["id"]].__doc__ or "").strip()
        assert rule["shortDescription"]["text"] == manual.splitlines()[0]
        assert rule["help"]["text"] == manual
        assert rule["fullDescription"]["text"] in manual
        assert "Passes:" not in rule["fullDescription"]["text"]
        assert rule["defaultConfiguration"] == {"level": RULES[rule["id"]].LEVEL}
        assert re.fullmatch("([A-Z][a-z0-9]*)+", rule["name"])
        assert rule["name"].lower() == rule["id"].replace("-", "")


@pytest.mark.parametrize("name", RULES)
def test_sarif_shows_examples_as_toml(name: str) -> None:
    """In Markdown they stand between fences, and no line of the manual is lost."""
    rule = sarif()["tool"]["driver"]["rules"][list(RULES).index(name)]
    markdown: str = rule["help"]["markdown"]
    assert markdown.count("```toml\n") == markdown.count("\n```") - markdown.count("\n```toml")
    said = [line.strip() for line in markdown.splitlines() if not line.startswith("```")]
    manual = [line.strip() for line in rule["help"]["text"].splitlines()]
    assert [line for line in said if line] == [line for line in manual if line]
    assert not re.search("^    ", re.sub("(?s)```toml.*?\n```", "", markdown), re.MULTILINE)


def test_sarif_result_has_what_a_finding_has() -> None:
    """Rule, level, message with its hint, place, and key."""
    told = result(finding("warning"))
    assert told == {
        "ruleId": "missing",
        "ruleIndex": list(RULES).index("missing"),
        "level": "warning",
        "message": {"text": "it is wrong. Mend it."},
        "locations": told["locations"],
        "suppressions": [],
        "properties": {"key": "title"},
    }
    assert location(finding()) == {
        "artifactLocation": {"uri": "records/a.toml"},
        "region": {
            **{"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 14},
            "snippet": {"text": "here"},
        },
        "contextRegion": {
            **{"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 15},
            "snippet": {"text": 'title = "here"'},
        },
    }


def test_sarif_index_leads_to_the_rule() -> None:
    """A rule that the tool does not know has none."""
    findings = [finding(rule=rule) for rule in RULES]
    run = sarif(*findings)
    for told in run["results"]:
        assert run["tool"]["driver"]["rules"][told["ruleIndex"]]["id"] == told["ruleId"]
    assert "ruleIndex" not in result(finding(rule="of-tomorrow"))


@pytest.mark.parametrize(
    ("file", "uri"),
    {
        "a name": ("records/a.toml", "records/a.toml"),
        "blanks and signs": ("a b/c#d?e%.toml", "a%20b/c%23d%3Fe%25.toml"),
        "what looks like a scheme": ("http:x.toml", "http%3Ax.toml"),
        "not ASCII": ("電.toml", "%E9%9B%BB.toml"),
        "bytes that are no UTF-8": ("a\udce9.toml", "a%E9.toml"),
        "from the root": ("/a b/c.toml", "file:///a%20b/c.toml"),
        "from a drive": ("C:/a b/c.toml", "file:///C:/a%20b/c.toml"),
        "a control character": ("a\nb.toml", "a%0Ab.toml"),
    }.values(),
)
def test_sarif_names_files_by_uri(file: str, uri: str) -> None:
    """What a URI cannot hold is percent-encoded, and nothing of a path reads as another part."""
    assert location(finding(file=file))["artifactLocation"] == {"uri": uri}
    assert not urlsplit(uri).query + urlsplit(uri).fragment
    assert unquote(urlsplit(uri).path, errors="surrogateescape").endswith(file)


@given(
    file=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_sarif_uri_is_ascii(file: str) -> None:
    """Any name at all is one reference, and comes back from it."""
    uri = location(finding(file=file))["artifactLocation"]["uri"]
    assert re.fullmatch(r"(file://)?/?([A-Za-z0-9._~/-]|(?<=/).:|%[0-9A-F]{2})+", uri)
    assert unquote(uri.removeprefix("file://")).removeprefix("/") == file.removeprefix("/")


@pytest.mark.parametrize(
    "changes",
    {
        "several lines": {"end_line": 4},
        "no source": {"source": ""},
        "beyond the source": {"end_column": 99},
        "before the excerpt": {"source_start": 50},
        "a long line": {"source": "x" * LONG},
    }.values(),
)
def test_sarif_shows_only_the_text_of_the_region(changes: dict[str, Any]) -> None:
    """Where not all of it is at hand, or it is very long, there is no snippet."""
    told = location(finding(**changes))
    assert "snippet" not in told["region"]
    assert "contextRegion" not in told


def test_sarif_counts_an_excerpt_from_where_it_begins() -> None:
    """The excerpt of a long line is the context, at its own columns."""
    told = location(finding(column=110, end_column=112, source="0123456789ab", source_start=105))
    assert told["region"]["snippet"] == {"text": "45"}
    assert told["contextRegion"]["startColumn"] == 106
    assert told["contextRegion"]["endColumn"] == 118


@pytest.mark.parametrize(
    ("column", "end", "snippet", "context"),
    [(1, 15, 'title = "here"', False), (3, 3, None, True)],
)
def test_sarif_context_is_more_than_the_region(
    column: int, end: int, snippet: str | None, context: bool
) -> None:
    """A region that is the whole line has none; one between two characters has no text."""
    told = location(finding(column=column, end_column=end))
    assert told["region"].get("snippet", {}).get("text") == snippet
    assert ("contextRegion" in told) == context


def test_sarif_carries_the_fix() -> None:
    """Each change is a replacement, in the file of the finding; a deletion inserts nothing."""
    fix = (
        Change(10, 14, "there", Place(3, 10, 3, 14)),
        Change(20, 30, "", Place(4, 1, 5, 1)),
    )
    [told] = result(finding(fix=fix))["fixes"]
    [change] = told["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "records/a.toml"}
    assert change["replacements"] == [
        {
            "deletedRegion": dict(
                zip(("startLine", "startColumn", "endLine", "endColumn"), place, strict=True)
            ),
            "insertedContent": {"text": text},
        }
        for _, _, text, place in fix
    ]
    assert "fixes" not in result(finding())


@pytest.mark.parametrize(
    ("by", "suppressions"),
    [("", []), ("comment", [{"kind": "inSource"}]), ("baseline", [{"kind": "external"}])],
)
def test_sarif_says_what_is_silenced(by: Silence, suppressions: list[dict[str, str]]) -> None:
    """Every result has the list, as the standard asks, and it says by what."""
    assert result(finding(silenced=by))["suppressions"] == suppressions


def test_sarif_carries_the_fingerprint() -> None:
    """Where there is one: an empty one would make all findings the same."""
    assert result(finding(fingerprint="abc"))["partialFingerprints"] == {"muniment/v1": "abc"}
    assert "partialFingerprints" not in result(finding())


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("{0} is no date", "{{0}} is no date"),
        ("[here](https://example.org)", "[here\\](https://example.org)"),
        ("[[gap]] (see above)", "[[gap]] (see above)"),
    ],
)
def test_sarif_message_is_text_and_no_more(message: str, text: str) -> None:
    """A record can put neither an argument nor a link into it."""
    assert result(finding(message=message, hint=""))["message"] == {"text": text}


# GitHub


def test_github_is_a_command_each() -> None:
    """A note is called a notice, and the summary is none."""
    assert lines("github", [finding(level) for level in LEVELS]) == [
        *(
            f"::{command} file=records/a.toml,line=3,endLine=3,col=10,endColumn=14,"
            "title=missing (title)::it is wrong%0AMend it."
            for command in ("error", "warning", "notice")
        ),
        "0 files checked: 1 error, 1 warning, 1 note",
    ]


def test_github_has_columns_only_within_a_line() -> None:
    """Over several lines they would mean nothing, and GitHub refuses them."""
    [told, _] = lines("github", [finding(end_line=5)])
    assert told.startswith("::error file=records/a.toml,line=3,endLine=5,title=")


def test_github_escapes_as_its_toolkit_does() -> None:
    """The per cent sign and line ends everywhere, the signs of a property in properties."""
    text = "a%b\r\nc:d,e::f"
    [told, _] = lines("github", [finding(file=text, message=text, hint="")])
    escaped = "a%25b%0D%0Ac%3Ad%2Ce%3A%3Af"
    assert told == (
        f"::error file={escaped},line=3,endLine=3,col=10,endColumn=14,"
        f"title=missing (title)::a%25b%0D%0Ac:d,e::f"
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_github_runs_no_command_of_a_record(text: str) -> None:
    """A runner reads as many commands as there are findings, each of a kind that we give."""
    report = written("github", [hostile(text, level) for level in LEVELS])
    commands = [line for line in report.split("\n") if line.strip().startswith("::")]
    kinds = [re.match("::([a-z]+) ", line) for line in commands]
    assert [kind and kind[1] for kind in kinds] == ["error", "warning", "notice"]
    # The runner splits properties at commas, and takes what stands before the first `=`.
    for command in commands:
        properties = command.removeprefix("::").split("::")[0].partition(" ")[2].split(",")
        names = [each.partition("=")[0] for each in properties]
        assert names == ["file", "line", "endLine", "col", "endColumn", "title"]


# JUnit


def test_junit_fails_for_errors_alone() -> None:
    """Warnings and notes are cases that pass, with what is said of them; the counts agree."""
    root = junit(*(finding(level) for level in LEVELS), finding(line=1))
    [suite] = root
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    for each in (root, suite):
        assert [each.get(name) for name in ("tests", "failures", "errors")] == ["4", "2", "0"]
    assert len(suite.findall("testcase")) == 4
    assert len(suite.findall("testcase/failure")) == 2
    assert [each.text for each in suite.findall("testcase/system-out")] == [
        "records/a.toml:3:10: note: it is wrong\nMend it.",
        "records/a.toml:3:10: warning: it is wrong\nMend it.",
    ]
    assert suite.findtext("system-out") == "0 files checked: 2 errors, 1 warning, 1 note"


def test_junit_names_file_and_place() -> None:
    """A case is called by its place, and belongs to its file."""
    [case] = junit(finding()).iter("testcase")
    assert dict(case.items()) == {
        "classname": "records/a.toml",
        "name": "3:10 missing (title)",
        "file": "records/a.toml",
        "line": "3",
    }
    [failure] = case
    assert dict(failure.items()) == {"type": "missing", "message": "it is wrong"}
    assert failure.text == "records/a.toml:3:10: it is wrong\nMend it."


def test_junit_without_findings_passes() -> None:
    """One case says that there was a run."""
    [suite] = junit()
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    [case] = suite.iter("testcase")
    assert (case.get("name"), len(case)) == ("records", 0)


def test_junit_is_sorted() -> None:
    """Whatever the order in which they were found."""
    findings = [finding(file=file, line=line) for file in "ab" for line in (2, 10)]
    assert written("junit", findings[::-1]) == written("junit", findings)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ufffe", "\uffff", "\udce9", "\x85"])
def test_junit_replaces_what_xml_forbids(sign: str) -> None:
    """It is seen that something stood there."""
    [failure] = junit(finding(message=f"a{sign}b<&>\"']]>")).iter("failure")
    assert failure.get("message") == "a\N{REPLACEMENT CHARACTER}b<&>\"']]>"
