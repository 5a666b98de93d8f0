"""The reader of document pages: each layout, what it takes, and what it must leave alone."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import MunimentError
from muniment.readers import ReaderSettings
from muniment.readers.page import read as read_page
from muniment.readers.page import read_text
from muniment.reading import read as read_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from muniment.finding import Place
    from muniment.readers import Draft

REUSE = (
    "The History and Public Policy Program welcomes reuse of Digital Archive materials for "
    "research and educational purposes. Some documents may be subject to copyright, which is "
    "retained by the rights holders in accordance with US and international copyright laws."
)
ENQUIRE = (
    "To enquire about this document's rights status or request permission for commercial use, "
    "please contact the History and Public Policy Program at HAPP@wilsoncenter.org."
)
HIDDEN = ENQUIRE.replace("HAPP@wilsoncenter.org", "[email\u00a0protected]")
CITATION = "APRF, Fond 1, Opis 2, Delo 3, List 4"
NOTICE = ("Rights", REUSE, ENQUIRE)
EMPTY_NAMES = ("Author(s):", "Associated People & Organizations", "Associated Places")
V2 = (
    "March 3, 1951",
    "Telegram from Stalin to Mao Zedong",
    "BEIJING",
    "For Comrade MAO ZEDONG.",
    "The wagons will be sent.",
    "SEMENOV [Stalin].",
    "3 March 1951",
    "Stalin promises wagons to Mao.",
    *EMPTY_NAMES,
    "Document Information",
    "Source",
    "Original Archive",
    *NOTICE,
)
RELATED = "A request for wagons, and a list of them."
V1 = (
    "Skip to content",
    *V2[:8],
    *EMPTY_NAMES,
    "Subjects Discussed",
    "Korean War, 1950-1953--Logistics",
    "Railways",
    "Document Information",
    "Source",
    CITATION,
    "Original Archive",
    *NOTICE,
    "Original Uploaded Date",
    "2011-11-20",
    "Type",
    "Telegram",
    "Language",
    "Record ID",
    "112233",
    "Original Classification",
    "Top Secret",
    "Donors",
    "The First Fund",
    "The Second Fund",
)
LABELS = [line for line in V1 if line[0].isupper() and len(line.split()) < 4]
SPACED, SINGLE = "\n\n", "\n"


def page(lines: tuple[str, ...], between: str = SINGLE) -> Draft:
    return read_text(between.join(lines) + "\n", "page.txt")


def changed(lines: tuple[str, ...], *changes: tuple[str, str | tuple[str, ...]]) -> tuple[str, ...]:
    """Put one line, or several, or none, in the place of a line."""
    for old, new in changes:
        at = lines.index(old)
        lines = (*lines[:at], *((new,) if isinstance(new, str) else new), *lines[at + 1 :])
    return lines


def signed(signature: str, title: str, summary: str = "A summary.") -> Draft:
    changes = (("SEMENOV [Stalin].", signature), (V2[1], title), (V2[7], summary))
    return page(changed(V2, *changes))


def leaves(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield key, data
        return
    for part, below in data.items() if isinstance(data, dict) else enumerate(data):
        yield from leaves(below, f"{key}.{part}" if key else str(part))


def words(text: str) -> str:
    return " ".join(text.split())


def stretch(text: str, place: Place) -> str:
    """Give the text at a place, as an editor counts lines and columns."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = lines[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    return "\n".join([lines[0][place.column - 1 :], *lines[1:]])


def test_v2() -> None:
    """The blank headings of a V2 page become gaps, and all it says becomes a value, verbatim."""
    assert page(V2).data == {
        "title": "Telegram from Stalin to Mao Zedong",
        "date": "1951-03-03",
        "type": "Text",
        "description": "Stalin promises wagons to Mao.",
        "creator": [{"name": "Stalin", "role": "aut", "signed": "SEMENOV"}],
        "gap": [
            {
                "field": "source",
                "reason": "not-recorded",
                "note": 'The page has the heading "Source" and nothing under it.',
            },
            {
                "field": "original_archive",
                "reason": "not-recorded",
                "note": 'The page has the heading "Original Archive" and nothing under it.',
            },
        ],
        "rights": [
            {
                "statement": f"{REUSE}\n\n{ENQUIRE}",
                "contact": {
                    "name": "History and Public Policy Program",
                    "email": "HAPP@wilsoncenter.org",
                },
            }
        ],
    }


def test_v2r() -> None:
    """The summary of a related document, before the date, goes nowhere and is told."""
    draft = page((RELATED, *V2))
    assert draft.data == page(V2).data
    assert draft.left_out[0].startswith(f'line 1: "{RELATED}"')
    assert "related document" in draft.left_out[0]
    assert RELATED not in str(draft.data)


def test_v1() -> None:
    """A V1 page gives what V2 gives, and the values under its further headings."""
    data = page(V1, SPACED).data
    assert data["source"] == [{"citation": CITATION}]
    assert [gap["field"] for gap in data["gap"]] == ["original_archive"]
    assert data["rights"] == page(V2).data["rights"]
    assert data["creator"] == page(V2).data["creator"]
    assert data["description"] == "Stalin promises wagons to Mao."
    assert data["issued"] == "2011-11-20"
    assert data["genre"] == "telegram"
    assert data["identifier"] == ["112233"]
    assert data["subject"] == ["Korean War, 1950-1953--Logistics", "Railways"]
    assert data["classification"] == {"original": "Top Secret"}
    assert data["acknowledgement"] == ["The First Fund", "The Second Fund"]
    assert not {"language", "describes", "record", "spatial"} & data.keys()


def test_v1c() -> None:
    """An address that the page hides is no address; the contact's name stays."""
    draft = page(changed(V1, (ENQUIRE, HIDDEN)), SPACED)
    (rights,) = draft.data["rights"]
    assert rights["contact"] == {"name": "History and Public Policy Program"}
    assert rights["statement"].endswith("at [email\u00a0protected].")
    assert any("e-mail address that the page hides" in said for said in draft.left_out)


def test_v1b() -> None:
    """Where the one-word headings are gone, source and notice are still told apart."""
    gone = (("Source", ()), ("Rights", ()), ("Type", ()), ("Language", ()), ("Donors", ()))
    draft = page(changed(V1, *gone), SPACED)
    assert draft.data["source"] == [{"citation": CITATION}]
    assert draft.data["rights"] == page(V1, SPACED).data["rights"]
    assert [gap["field"] for gap in draft.data["gap"]] == ["original_archive"]
    assert draft.data["issued"] == "2011-11-20"
    assert any(
        '"Telegram" stands under "Original Uploaded Date"' in said for said in draft.left_out
    )


def test_all_drafts_are_records() -> None:
    """The model of a record refuses nothing that the reader gives."""
    more = ("Associated Places", ("Associated Places", "Beijing"))
    for draft in (page(V2), page((RELATED, *V2)), page(changed(V1, more), SPACED)):
        assert read_record(draft.data).problems == ()


@pytest.mark.parametrize("between", [SPACED, SINGLE, "\r\n", "\r", "  \r\n\t \r\n  "])
def test_places(between: str) -> None:
    """Each leaf has a place, and there the source says the value, whatever ends its lines."""
    draft = page((RELATED, *V1[1:]) if between == SINGLE else V1, between)
    text = between.join(V1 if between != SINGLE else (RELATED, *V1[1:]))
    assert draft.places.keys() == dict(leaves(draft.data)).keys()
    for key, value in leaves(draft.data):
        said = words(stretch(text, draft.places[key]))
        if key.endswith(("genre", "name", "signed", "citation", "statement", "title", "email")):
            assert said.lower() == words(value).lower()
    assert stretch(text, draft.places["date"]) == "March 3, 1951"
    assert stretch(text, draft.places["gap.0.field"]) == "Original Archive"
    assert stretch(text, draft.places["type"]).startswith("BEIJING")
    assert stretch(text, draft.places["type"]).endswith("3 March 1951")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("December 27, 1952", "1952-12-27"),
        ("May 1, 1950", "1950-05-01"),
        ("December 1952", "1952-12"),
        ("1952", "1952"),
        ("ca. 1952", "1952~"),
        ("circa December 1952", "1952-12~"),
    ],
)
def test_page_dates(written: str, edtf: str) -> None:
    """The date line is given as EDTF, as exactly as it is written and no more."""
    assert page(changed(V2, ("March 3, 1951", written))).data["date"] == edtf


@pytest.mark.parametrize("written", ["February 29, 1951", "Decree 1952", "no date", "27/12/1952"])
def test_no_date(written: str) -> None:
    """What is no date in the calendar is not taken for the date line."""
    with pytest.raises(MunimentError, match=r"page\.txt: .*no date line"):
        page(changed(V2, ("March 3, 1951", written)))


@pytest.mark.parametrize(
    "written",
    ["3 March 1951", "3.III.1951", "3.III.51", "03.03.1951", "March 3, 1951", "3 March 1951."],
)
def test_date_under_the_signature(written: str) -> None:
    """The sentence after the date under the signature is the summary, however that is written."""
    data = page(changed(V2, ("3 March 1951", written))).data
    assert data["description"] == "Stalin promises wagons to Mao."
    assert data["creator"][0]["signed"] == "SEMENOV"


@pytest.mark.parametrize(
    ("signature", "title", "name", "sign"),
    [
        ("SEMENOV [Stalin].", "Telegram from Stalin to Mao", "Stalin", "SEMENOV"),
        ("FILIPPOV [Stalin]", "Telegram, Filippov [Stalin] to Mao", "Stalin", "FILIPPOV"),
        ("Kuznetsov", "Cable, Stalin [Kuznetsov] to Mao [via T.]", "Stalin", "Kuznetsov"),
        ("KUZNETSOV.", "Cable from Stalin [Kuznetsov] to Mao", "Stalin", "KUZNETSOV"),
        ("M. Zakharov", "Report on Korea", "M. Zakharov", "M. Zakharov"),
        ("Shtykov", "Telegram from Shtykov", "Shtykov", "Shtykov"),
        ("Kim Il Sung", "Letter, Kim Il Sung to Mao", "Kim Il Sung", "Kim Il Sung"),
        ("ФИЛИППОВ [Сталин]", "Телеграмма Сталин", "Сталин", "ФИЛИППОВ"),
        ("Mladenovic\u0301 R.", "Report", "Mladenovic\u0301 R.", "Mladenovic\u0301 R."),
    ],
)
def test_signatures(signature: str, title: str, name: str, sign: str) -> None:
    """Who signed is named as the page names him; what was signed stays as it was written."""
    creator = signed(signature, title).data["creator"]
    assert creator == [{"name": name, "role": "aut", "signed": sign}]


@pytest.mark.parametrize(
    ("signature", "title"),
    [
        ("Moscow", "Telegram from Moscow to Beijing"),
        ("Kim Il Sung [signature]", "Letter, Kim Il Sung to Mao"),
        ("Zhou [Enlai]", "Telegram from Zhou Enlai"),
        ("Zhou [Enlai]", "Telegram from the Premier"),
        ("Filippov", "Telegram, Filippov [Stalin] to Mao"),
        ("Deputy Minister of Foreign Affairs", "Report on Korea"),
        ("With communist greetings", "Letter to Mao"),
        ("True Copy", "Letter to Mao"),
        ("No. 3410", "Letter to Mao"),
        ("[Stalin]", "Letter from Stalin"),
        ("The wagons will be sent by Stalin.", "Letter from Stalin"),
        ("毛泽东", "Letter from 毛泽东"),
    ],
)
def test_no_certain_signature(signature: str, title: str) -> None:
    """No creator is made of a place, an office, a closing, or a name whose bearer is in doubt."""
    assert "creator" not in signed(signature, title).data


def test_doubtful_signature_is_told() -> None:
    """A line that may be a signature, and gave no creator, is told with its number."""
    assert any('line 6: "Moscow"' in said for said in signed("Moscow", "Moscow").left_out)


def test_authors() -> None:
    """Authors are creators by name; a signature goes to the author that it is contained in."""
    authors = ("Author(s):", ("Author(s):", "Mao Zedong", "Stalin, Joseph"))
    assert page(changed(V2, authors)).data["creator"] == [
        {"name": "Mao Zedong"},
        {"name": "Stalin, Joseph", "signed": "SEMENOV"},
    ]


def test_signature_of_no_author() -> None:
    """A signature that none of the authors bears is a creator of its own."""
    authors = ("Author(s):", ("Author(s):", "Molotov, Vyacheslav"))
    assert page(changed(V2, authors)).data["creator"] == [
        {"name": "Molotov, Vyacheslav"},
        {"name": "Stalin", "role": "aut", "signed": "SEMENOV"},
    ]


def test_people_are_subjects() -> None:
    """People and places of the page are what the document is about, not who made it."""
    people = ("Associated People & Organizations", ("Associated People & Organizations", "Mao"))
    places = ("Associated Places", ("Associated Places", "Beijing", "Korea"))
    data = page(changed(V2, people, places)).data
    assert (data["subject"], data["spatial"]) == (["Mao"], ["Beijing", "Korea"])
    assert "contributor" not in data


def test_summary_without_a_date() -> None:
    """Without a date the last paragraph is the summary where a signature ends the text."""
    data = page(changed(V1, ("3 March 1951", ())), SPACED).data
    assert data["description"] == "Stalin promises wagons to Mao."
    assert data["creator"][0]["signed"] == "SEMENOV"


@pytest.mark.parametrize(
    ("lines", "between"),
    [
        (changed(V1, ("3 March 1951", ()), ("SEMENOV [Stalin].", ())), SPACED),
        (changed(V2, ("3 March 1951", ())), SINGLE),
        (changed(V1, ("3 March 1951", ("3 March 1951", "Send them soon."))), SPACED),
        (changed(V1, ("Stalin promises wagons to Mao.", ())), SPACED),
        (changed(V1, ("Stalin promises wagons to Mao.", "No. 3410")), SPACED),
        (changed(V1, ("SEMENOV [Stalin].", ()), ("3 March 1951", "4 May 1951")), SPACED),
    ],
)
def test_no_certain_summary(lines: tuple[str, ...], between: str) -> None:
    """Where the last line may be the text's own, there is no description, and it is said."""
    draft = page(lines, between)
    assert "description" not in draft.data
    assert any(said.startswith("no summary") for said in draft.left_out)


def test_labels_in_the_text() -> None:
    """A line of the text that reads like a heading stays text."""
    text = ("Source", "a secret man", "Rights", "none", "Author(s):", "Type", "Letter")
    draft = page(changed(V2, ("BEIJING", text)))
    assert draft.data == page(V2).data


def test_a_value_that_reads_like_a_heading() -> None:
    """A heading that stood before is a value when it stands again."""
    data = page(changed(V1, ("Telegram", "Source")), SPACED).data
    assert data["genre"] == "source"
    assert data["source"] == [{"citation": CITATION}]


def test_wrapped_lines() -> None:
    """A paragraph that was wrapped is one again where blank lines part the paragraphs."""
    text = (
        SPACED.join(V1).replace("Opis 2, ", "Opis 2,\n").replace("wagons to Mao", "wagons\nto Mao")
    )
    data = read_text(text.replace("reuse of ", "reuse of\n"), "page.txt").data
    assert data["source"] == [{"citation": CITATION}]
    assert data["rights"][0]["statement"] == f"{REUSE}\n\n{ENQUIRE}"


def test_several_lines_of_source() -> None:
    """Sources on lines of their own keep their lines."""
    data = page(changed(V2, ("Source", ("Source", CITATION, "Another, p. 5.")))).data
    assert data["source"] == [{"citation": f"{CITATION}\nAnother, p. 5."}]
    assert [gap["field"] for gap in data["gap"]] == ["original_archive"]


def test_original_archive() -> None:
    """An archive that is named is taken, and leaves no gap."""
    data = page(changed(V2, ("Original Archive", ("Original Archive", "The State Archive")))).data
    assert data["original_archive"] == [{"name": "The State Archive"}]
    assert [gap["field"] for gap in data["gap"]] == ["source"]


def test_missing_headings() -> None:
    """A heading that the page does not have leaves no gap: that is told."""
    draft = page(changed(V2, ("Source", ()), ("Original Archive", ())))
    assert not {"gap", "source", "original_archive"} & draft.data.keys()
    assert 'the page has no heading "Source"' in draft.left_out
    assert 'the page has no heading "Original Archive"' in draft.left_out


@pytest.mark.parametrize(
    "credit",
    [
        "Translated for CWIHP from Russian by A. Translator.",
        "Obtained by B. and translated by C.",
        "translation by V. Translator",
        "Translated from the Russian by D.",
    ],
)
def test_translation(credit: str) -> None:
    """A credit for a translation, with the source or above the text, says which layer it is."""
    source = ("Source", ("Source", f"{CITATION}. {credit}"))
    assert page(changed(V2, source)).data["describes"] == "translation"
    above = ("BEIJING", (credit.capitalize(), "BEIJING"))
    assert page(changed(V2, above)).data["describes"] == "translation"


def test_translation_in_the_text() -> None:
    """What the text itself says of a translation is not a credit."""
    said = "I sent you a letter, translated by our embassy."
    assert "describes" not in page(changed(V2, ("BEIJING", said))).data


def test_language_is_told() -> None:
    """A language is told, not taken: whether of the original, the page does not say."""
    draft = page(changed(V1, ("Language", ("Language", "Russian"))), SPACED)
    assert "language" not in draft.data
    assert any('"Russian" is a language' in said for said in draft.left_out)


@pytest.mark.parametrize("written", ["2011", "20 November 2011", "2011-11-31", "2011-1-2"])
def test_uploaded_date(written: str) -> None:
    """The date of publication is taken only as a day that is one, written YYYY-MM-DD."""
    draft = page(changed(V1, ("2011-11-20", written)), SPACED)
    assert "issued" not in draft.data
    assert any(written in said for said in draft.left_out)


@pytest.mark.parametrize(
    ("sentence", "contact"),
    [
        ("Please contact the Library at lib@x.org.", {"name": "Library", "email": "lib@x.org"}),
        ("Contact Rare Books at a.b@x.org, please.", {"name": "Rare Books", "email": "a.b@x.org"}),
        ("Please contact us at lib@x.org", {"email": "lib@x.org"}),
        ("The holders were contacted. Write to the Board at b@x.org.", None),
        ("Please contact them. Then ask the Board at b@x.org.", None),
    ],
)
def test_contact(sentence: str, contact: dict[str, str] | None) -> None:
    """Whom to ask is taken from the sentence that says so, without article and full stop."""
    (rights,) = page(changed(V2, (ENQUIRE, sentence))).data["rights"]
    assert rights.get("contact") == contact
    assert rights["statement"] == f"{REUSE}\n\n{sentence}"


@pytest.mark.parametrize(
    "lines",
    [(), ("March 3, 1951",), V2[:8], ("March 3, 1951", "Source", "Rights"), V2[1:], ("a",) * 9],
)
def test_not_a_page(lines: tuple[str, ...]) -> None:
    """A text without a date line and a title, or without the block, is refused by its name."""
    with pytest.raises(MunimentError, match=r"^page\.txt: is not a document page: [^\n]+$"):
        page(lines)


def test_read(tmp_path: Path) -> None:
    """A file gives one draft, with a byte order mark or without."""
    for encoding in ("utf-8", "utf-8-sig"):
        (tmp_path / "page.txt").write_bytes(SINGLE.join(V2).encode(encoding))
        path = str(tmp_path / "page.txt")
        assert list(read_page(path, ReaderSettings())) == [page(V2)._replace(file=path)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a" * (1024 * 1024 + 1), "is over 1 MiB"),
        (b"March 3, 1951\0", "NUL"),
        (b"March 3, 1951\n\xe9", r"not UTF-8 \(at byte 15\)"),
        (b"", "is not a document page"),
    ],
)
def test_refused_files(tmp_path: Path, content: bytes, message: str) -> None:
    """A file that is too large, or no text, is refused in one line that names it."""
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(MunimentError, match=rf"page\.txt: [^\n]*{message}"):
        list(read_page(str(path), ReaderSettings()))


def test_unreadable(tmp_path: Path) -> None:
    """What is not there, or has no page, is refused in one line that names it."""
    with pytest.raises(MunimentError, match="nothing: cannot be read: No such file"):
        list(read_page(str(tmp_path / "nothing"), ReaderSettings()))
    with pytest.raises(MunimentError, match="has no pages"):
        list(read_page(str(tmp_path), ReaderSettings()))
    with pytest.raises(MunimentError, match="null byte"):
        list(read_page("a\0b", ReaderSettings()))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_named_pipe(tmp_path: Path) -> None:
    """A named pipe is refused, not waited for."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MunimentError, match="is not a file"):
        list(read_page(str(tmp_path / "pipe"), ReaderSettings()))


@pytest.mark.parametrize("unit", ["\n", "Source\n", "[", "contact ", "A [", "translated from "])
def test_linear(unit: str) -> None:
    """Hostile text is read in a time that grows with its length, not with its square."""

    def seconds(length: int) -> float:
        filler = unit * (length // len(unit))
        text = SINGLE.join(changed(V2, ("BEIJING", filler), (REUSE, filler), (V2[1], "A" + filler)))
        start = time.process_time()
        read_text(text, "page.txt")
        return time.process_time() - start

    # By the square it would be many minutes; the margin is for a machine with other work.
    assert seconds(1 << 18) < 20


texts = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from([*LABELS, *V1]), st.sampled_from(V2)),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from([SINGLE, SPACED, "\r\n", "\r"]), st.booleans())
def test_any_text(lines: list[str], between: str, whole: bool) -> None:
    """No text raises anything but MunimentError; every value is in the source, word for word."""
    ends = ("March 3, 1951", "Title [A. Name]", *lines, "A. Name", "Document Information", *lines)
    text = between.join(ends if whole else lines)
    try:
        draft = read_text(text, "page.txt")
    except MunimentError:
        return
    assert draft.places.keys() == dict(leaves(draft.data)).keys()
    for key, value in leaves(draft.data):
        if not key.startswith(("gap", "date", "type", "describes")) and not key.endswith("role"):
            said = words(text).lower() if key == "genre" else words(text)
            assert words(value) in said
