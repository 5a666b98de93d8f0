"""Document pages as HTML, with a citation, in folders, and in other encodings."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from html import escape
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import MunimentError
from muniment.readers import ReaderSettings
from muniment.readers.page import read as read_page
from muniment.readers.page import read_html, read_text
from muniment.readers.page.hypertext import shown
from muniment.reading import read as read_record
from test_page_reader import HIDDEN, V1, V2, changed, leaves, page, stretch, words

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.readers import Draft

LABELS = {"Source", "Original Archive", "Rights", "Type", "Language", "Document Information"}
CITED = (
    '"Telegram from Stalin to Mao Zedong," March 03, 1951, A Program Digital Archive, '
    "APRF, Fond 1, Opis 2, Delo 3. Translated from Russian by A. Translator. "
    "http://archive.example.org/document/112233"
)
SUMMARY = "Stalin promises wagons to Mao."
TEXT = ("BEIJING", "The wagons will be sent.", "SEMENOV [Stalin].", "3 March 1951")
V3 = (SUMMARY, CITED, *TEXT)
THANKS = "This document was made possible with support from the First Fund."
V4 = (
    f"Declassified History March 03, 1951 Telegram from Stalin to Mao Zedong Citation: {CITED} "
    f"Summary: {SUMMARY} Credits: {THANKS} Original Language: Russian "
    "Contents: English Translation Comrade Mao! The wagons will be sent. Summary: none."
)


def hidden(address: str, key: int = 0x5A) -> str:
    """Give the code that an address is hidden behind: each byte with the first in exclusive or."""
    return bytes([key, *(key ^ byte for byte in address.encode())]).hex()


CODE = hidden("HAPP@wilsoncenter.org")
SPAN = f'<span class="__cf_email__" data-cfemail="{CODE}">[email&#160;protected]</span>'
LINK = f'<a href="/cdn-cgi/l/email-protection#{CODE}">[email&#xA0;protected]</a>'


def html(lines: tuple[str, ...], lang: str = "", main: bool = False) -> str:
    """Make the page of a site of lines: headings and paragraphs, between menus and a foot."""
    tags = ("h3" if line in LABELS else "p" for line in lines)
    body = "\n".join(
        f"<{tag}>{escape(line)}</{tag}>" for tag, line in zip(tags, lines, strict=True)
    )
    return (
        f"<!DOCTYPE html>\n<html{lang}><head><meta charset=utf-8><title>Site</title>\n"
        "<style>p > a {}</style><script>if (1 < 2) document.write('<p>March 3, 1951</p>')</script>"
        "</head>\n<body><nav><ul><li>March 4, 1951<li>Menu</ul></nav>"
        f"<header>March 5, 1951</header>\n{'<main>' if main else ''}{body}"
        f"{'</main>' if main else ''}\n<aside>More</aside><footer>Rights</footer></body></html>\n"
    )


def from_html(lines: tuple[str, ...], **more: Any) -> Draft:
    return read_html(html(lines, **more), "page.html")


@pytest.mark.parametrize("lines", [V1, V1[1:], V2, ("A related summary.", *V2), V3, (V4,)])
@pytest.mark.parametrize("main", [True, False])
def test_html_gives_what_its_text_gives(lines: tuple[str, ...], main: bool) -> None:
    """A page as HTML and the same page saved as text give the same record."""
    draft = from_html(lines, main=main)
    assert draft.data == page(lines, "\n\n").data
    assert len(draft.left_out) == len(page(lines, "\n\n").left_out)


def test_html_places() -> None:
    """Each value has the place in the HTML where it stands, whatever tags and entities do there."""
    source = html(V1).replace("Comrade", "<b>Com</b>rade").replace("Delo", "De&#x6c;o")
    source = source.replace("Opis 2,", "Opis 2,\r\n   ").replace(
        "to Mao Zedong", "to\n\t<i>Mao</i> Zedong"
    )
    draft = read_html(source, "page.html")
    assert draft.places.keys() == dict(leaves(draft.data)).keys()
    assert stretch(source, draft.places["creator.0.signed"]) == "SEMENOV"
    assert stretch(source, draft.places["issued"]) == "2011-11-20"
    assert stretch(source, draft.places["title"]).startswith("Telegram from Stalin to\n\t<i>Mao")
    assert stretch(source, draft.places["title"]).endswith("Zedong")
    assert "De&#x6c;o 3" in stretch(source, draft.places["source.0.citation"])
    assert stretch(source, draft.places["gap.0.field"]) == "Original Archive"


def test_html_lines_of_what_is_left_out() -> None:
    """What went nowhere is told with its line in the HTML."""
    source = html(changed(V2, ("Source", ("Source", "APRF")), ("Rights", ("Rights", HIDDEN))))
    (told,) = [each for each in read_html(source, "p").left_out if "hides" in each]
    number = int(told.removeprefix("line ").partition(":")[0])
    assert "protected]" in source.split("\n")[number - 1]


@pytest.mark.parametrize("code", [SPAN, LINK])
def test_hidden_address_is_decoded(code: str) -> None:
    """An address that is hidden from harvesters is decoded, and so it is certain."""
    source = html(V1).replace("HAPP@wilsoncenter.org", code)
    draft = read_html(source, "page.html")
    (rights,) = draft.data["rights"]
    assert rights["contact"]["email"] == "HAPP@wilsoncenter.org"
    assert rights["statement"].endswith("at HAPP@wilsoncenter.org.")
    assert not any("hides" in each for each in draft.left_out)
    assert "protected]" in stretch(source, draft.places["rights.0.contact.email"])


@pytest.mark.parametrize(
    "code",
    ["", "5a", "zz", CODE[:-1], "00" * 20, hidden("no address"), "5a" * 2_000, "\u0661" * 20],
)
def test_hidden_address_that_is_none(code: str) -> None:
    """A code that gives no address leaves what the reader sees, and that is told."""
    span = f'<a data-cfemail="{code}">[email protected]</a>'
    source = html(V1).replace("HAPP@wilsoncenter.org", span)
    draft = read_html(source, "page.html")
    assert draft.data["rights"][0]["contact"] == {"name": "History and Public Policy Program"}
    assert any("hides" in each for each in draft.left_out)


def test_html_language() -> None:
    """A language that the HTML marks is that of title and summary; of the text if its own."""
    source = html(V2, lang=' lang="en-GB"')
    data = read_html(source, "page.html").data
    assert data["title"] == {"text": "Telegram from Stalin to Mao Zedong", "lang": "en-GB"}
    assert data["description"] == {"text": SUMMARY, "lang": "en-GB"}
    assert "language" not in data
    start, end = "<p>BEIJING", "<p>3 March 1951</p>"
    marked = source.replace(start, f"<div lang=ru>{start}").replace(end, f"{end}</div>")
    data = read_html(marked, "page.html").data
    assert data["language"] == ["ru"]
    assert data["description"] == {"text": SUMMARY, "lang": "en-GB"}
    assert read_record(data).problems == ()


@pytest.mark.parametrize("lang", ["en_US", "English", "", "xx-yy-zz-00"])
def test_html_language_that_is_none(lang: str) -> None:
    """What is no language tag is not taken."""
    assert from_html(V2, lang=f' lang="{lang}"').data == page(V2).data


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>a<b>b</b> c</p>d", ["ab c", "", "d"]),
        ("<p>one<br>two<br><br>three", ["one", "two", "", "three"]),
        ("<pre>one\n  two</pre>three", ["one", "two", "", "three"]),
        ("<td>a<td>b", ["a", "", "b"]),
        ("a&nbsp;b &lt;p&gt; &amp;lt; &copy; &#10;c", ["a b <p> &lt; ©  c"]),
        ("<p hidden>a<p>b", ["b"]),
        ("<ul><li hidden>a<ul><li>b</ul><li>c</ul>", ["c"]),
        ("<nav>a<nav>b</nav>c</nav>d", ["d"]),
        ("<article><header>a</header></article><header>b</header>", ["a"]),
        ("x<main>a</main>y<main>b</main>", ["a", "", "b"]),
        ("<div role=main>a<div>b</div>c</div>d", ["a", "", "b", "", "c"]),
        ("a<!-- b --><!-->c<!--->d<!-- e", ["acd"]),
        ("a<!doctype x><?php y ?></>b", ["ab"]),
        ("1 < 2 <3 <", ["1 < 2 <3 <"]),
        ("<a title='>' alt=\"<p>\">b</a", ["b"]),
        ("<script>a</scripty></script >b", ["b"]),
        ("<textarea>a</textarea><title>b</title><svg>c</svg><select><option>d</select>e", ["e"]),
        ("<P>A</P><BR/>B", ["A", "", "B"]),
        ("", []),
    ],
)
def test_what_a_reader_sees(source: str, lines: list[str]) -> None:
    """Blocks are lines with a blank one between; what is not seen, or is the site's, is dropped."""
    assert shown(source, "p").text.rstrip().split("\n") == (lines or [""])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1))
def test_words_as_html5lib_has_them(found: list[str]) -> None:
    """Words, entities and tags are read as the standard's own parser reads them."""
    source = "".join(f"<div><b>{escape(each)}</b> <i>x</i></div>" for each in found)
    tree = html5lib.parse(source, namespaceHTMLElements=False)
    assert words(shown(source, "p").text) == words(
        " ".join("".join(each.itertext()) for each in tree.iter("div"))
    )


tags = st.sampled_from(
    [
        *("<p>", "</p>", "<div lang=en>", "</div>", "<main>", "</main>", "<nav>", "</nav>", "<br>"),
        *(
            "<pre>",
            "</pre>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<a b='",
            '<a b="',
            "&amp",
            ">",
        ),
        *(
            "<li hidden>",
            "<ul>",
            "</ul>",
            LINK,
            SPAN,
            "\n",
            "\r",
            "<",
            "&#0;",
            "&#xD800;",
            "<header>",
        ),
        *V2,
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(tags, st.text(max_size=10)), max_size=40))
def test_any_html(parts: list[str]) -> None:
    """No HTML raises anything but MunimentError; every place is one of the source."""
    source = "".join(parts)
    seen = shown(source, "p")
    assert "\r" not in seen.text
    try:
        draft = read_html("<p>March 3, 1951<p>Title<p>Text" + source + "<h3>Source<h3>Rights", "p")
    except MunimentError:
        return
    assert draft.places.keys() == dict(leaves(draft.data)).keys()


@pytest.mark.parametrize(
    "unit",
    [
        *("<div>", "<p>", "</p>", "<a ", "<!--", "<b a='", "<script>", "&amp", "<br>", "<!", "</"),
        *('<a ="', "<p hidden>", '<a href="/cdn-cgi/l/email-protection#', "<select><option>", "\n"),
    ],
)
def test_linear(unit: str) -> None:
    """Hostile HTML is read in a time that grows with its length, not with its square."""
    start = time.process_time()
    with contextlib.suppress(MunimentError):
        shown(unit * ((1 << 20) // len(unit)), "p")
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<p>" + b" " * (4 << 20), "is over 4 MiB"),
        (b"<p>" + b"ab " * (1 << 19), "shows over 1 MiB"),
        (b"<div hidden>" * 300, "over 200 deep"),
        (b"<p>\0", "NUL"),
        (b"<p>\xe9", r"not UTF-8 \(at byte 4\)"),
        (b"<meta charset=koi8-r><p>\0", "NUL"),
        (b"<meta charset=shift_jis><p>\xff", r"not SHIFT_JIS \(at byte 28\)"),
        (b"<meta charset=klingon><p>", "encoding is klingon, which is not known"),
        (b"<meta charset=unicode_escape><p>", "encoding is unicode_escape, which is not known"),
        (b"<meta charset=base64><p>", "base64: [^\n]* not a text encoding"),
        (b"\xff\xfe<", "not UTF-16"),
        (b"<p>No page.", "is not a document page"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """HTML that is too large, too deep, or no text, is refused in one line that names the file."""
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(MunimentError, match=rf"page\.html: [^\n]*{message}[^\n]*\Z"):
        list(read_page(str(path), ReaderSettings()))


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset=UTF-8>"),
        ("koi8-r", '<meta charset="KOI8-R">'),
        ("cp1251", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"),
        ("utf-8", "<meta charset=utf-16>"),
        ("utf-16", ""),
        ("utf-32", ""),
        ("utf-8-sig", "<meta charset=koi8-r>"),
        ("iso8859-5", '<?xml version="1.0" encoding="iso-8859-5"?>'),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, declaration: str) -> None:
    """A byte order mark comes first, then what the page says of itself, then UTF-8."""
    lines = changed(V2, (V2[1], "Телеграмма Сталин"))
    source = (
        html(lines).replace("<meta charset=utf-8>", "").replace("<!DOCTYPE html>\n", declaration)
    )
    (tmp_path / "page.html").write_bytes(source.encode(encoding))
    (draft,) = read_page(str(tmp_path / "page.html"), ReaderSettings())
    assert draft.data["title"] == "Телеграмма Сталин"


def test_latin_1_is_what_browsers_take_it_for(tmp_path: Path) -> None:
    """A page that says ISO-8859-1 has the quotes and dashes of Windows."""
    source = html(changed(V2, (V2[1], "A “quoted” title"))).replace("utf-8", "iso-8859-1")
    (tmp_path / "page.html").write_bytes(source.encode("cp1252"))
    (draft,) = read_page(str(tmp_path / "page.html"), ReaderSettings())
    assert draft.data["title"] == "A “quoted” title"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_text_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    """A text may be in another encoding than UTF-8 where its byte order mark says so."""
    (tmp_path / "page.txt").write_bytes("\n".join(V2).encode(encoding))
    (draft,) = read_page(str(tmp_path / "page.txt"), ReaderSettings())
    assert draft.data == page(V2).data


CITED_DATA = {
    "title": "Telegram from Stalin to Mao Zedong",
    "date": "1951-03-03",
    "publisher": ["A Program Digital Archive"],
    "url": "http://archive.example.org/document/112233",
    "describes": "translation",
    "type": "Text",
    "description": SUMMARY,
}
SOURCE = "APRF, Fond 1, Opis 2, Delo 3. Translated from Russian by A. Translator."


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
def test_v3(between: str) -> None:
    """A page of the old site gives what its citation says, and the summary above it."""
    draft = page(V3, between)
    assert draft.data == {
        **CITED_DATA,
        "source": [{"citation": SOURCE}],
        "creator": [{"name": "Stalin", "role": "aut", "signed": "SEMENOV"}],
    }
    assert read_record(draft.data).problems == ()
    assert any("document's text" in each for each in draft.left_out)


def test_v3_without_a_certain_summary() -> None:
    """Of two paragraphs above the citation neither is surely the summary; both are told."""
    draft = page(("A related summary.", *V3))
    assert "description" not in draft.data
    assert sum("whether it is the summary" in each for each in draft.left_out) == 2


def test_v3_with_what_the_site_had_above() -> None:
    """What repeats the citation is not a second summary."""
    draft = page(("Skip to content", "March 03, 1951", "Telegram from Stalin to Mao Zedong", *V3))
    assert draft.data["description"] == SUMMARY


def test_v3_with_headings() -> None:
    """Headings at the end of a page with a citation are read as elsewhere."""
    draft = page((*V3, "Donors", "The Second Fund", *V2[-3:]))
    assert draft.data["acknowledgement"] == ["The Second Fund"]
    assert draft.data["rights"] == page(V2).data["rights"]
    assert "gap" not in draft.data


@pytest.mark.parametrize(
    ("citation", "values"),
    [
        (CITED.replace('"', "”").replace("”Tele", "“Tele"), {}),
        (CITED.replace("March 03, 1951", "ca. March 1951"), {"date": "1951-03~"}),
        (CITED.replace("March 03, 1951", "3 March 1951"), {}),
        (CITED.replace("March 03, 1951", "1951"), {"date": "1951"}),
        (
            CITED.replace("from Stalin", "'a,' \"b,\" 1950 from"),
            {"title": "Telegram 'a,' \"b,\" 1950 from to Mao Zedong"},
        ),
        (
            CITED.replace("http:", "https:") + ".",
            {"url": "https://archive.example.org/document/112233"},
        ),
    ],
)
def test_citations(citation: str, values: dict[str, str]) -> None:
    """Quotes, dates and addresses are read however the site wrote them."""
    data = page((SUMMARY, citation, *TEXT)).data
    assert {key: data[key] for key in CITED_DATA} == {**CITED_DATA, **values}
    assert data["source"][0]["citation"] == SOURCE


def test_citation_without_source_or_calendar() -> None:
    """A citation that names no source gives none, and a date that is none is told."""
    cited = CITED.replace(SOURCE, "").replace("March 03", "February 30").replace(" , ", " ")
    draft = page((SUMMARY, cited, *TEXT))
    assert not {"source", "date"} & draft.data.keys()
    assert any("names no source" in each for each in draft.left_out)
    assert any("February 30, 1951" in each for each in draft.left_out)


def test_citation_deep_in_a_text() -> None:
    """A text that cites such a page is not that page."""
    with pytest.raises(MunimentError, match="is not a document page"):
        page((*(["A line of a text."] * 20), CITED, "And more."))


@pytest.mark.parametrize("wrapped", [False, True])
def test_v4(wrapped: bool) -> None:
    """The copy of a PDF gives what stands behind its labels, on one line or on several."""
    text = V4.replace(" Summary: Stalin", "\nSummary: Stalin").replace(
        "support from", "support\nfrom"
    )
    draft = read_text(text if wrapped else V4, "page.txt")
    assert draft.data == {
        **CITED_DATA,
        "source": [{"citation": SOURCE, "language": "ru"}],
        "acknowledgement": [THANKS],
        "language": ["en"],
    }
    assert read_record(draft.data).problems == ()
    assert draft.places.keys() == dict(leaves(draft.data)).keys()
    source = text if wrapped else V4
    for key in ("title", "url", "description", "acknowledgement.0", "source.0.citation"):
        value = dict(leaves(draft.data))[key]
        assert words(stretch(source, draft.places[key])) == value
    assert stretch(source, draft.places["source.0.language"]) == "Russian"
    assert draft.left_out[0] == 'line 1: "Declassified History" stands before the citation'


@pytest.mark.parametrize(
    ("contents", "describes", "language"),
    [
        ("English Translation Dear Comrade", "translation", ["en"]),
        ("Scan of Original Document English Translation Dear Comrade", None, None),
        ("Original Scan", None, None),
        ("Dear Comrade", None, None),
    ],
)
def test_v4_contents(contents: str, describes: str | None, language: list[str] | None) -> None:
    """A page is about a translation where nothing else is in the PDF, or a credit says so."""
    text = V4.replace(" Translated from Russian by A. Translator.", "")
    start, _, _ = text.partition("Contents:")
    data = read_text(f"{start}Contents: {contents}", "page.txt").data
    assert data.get("describes") == describes
    assert data.get("language") == language


@pytest.mark.parametrize("said", ["Russian and Chinese", "Original", "unknown"])
def test_v4_language_that_is_none(said: str) -> None:
    """What is not the name of one language is told, not taken."""
    draft = read_text(V4.replace("Language: Russian", f"Language: {said}"), "page.txt")
    assert draft.data["source"] == [{"citation": SOURCE}]
    assert any(
        f'"{said}" is said to be the original\'s language' in each for each in draft.left_out
    )


def test_v4_without_a_source() -> None:
    """The language of an original that the citation does not name is still that of the original."""
    draft = read_text(V4.replace(f"{SOURCE} ", ""), "page.txt")
    assert draft.data["source"] == [{"kind": "original", "language": "ru"}]


def test_credit_above_the_text() -> None:
    """The line above the text that names who paid is an acknowledgement, and no text."""
    lines = changed(V1, ("BEIJING", (THANKS, "BEIJING")))
    data = page(lines, "\n\n").data
    assert data["acknowledgement"] == [THANKS, "The First Fund", "The Second Fund"]
    assert data["description"] == SUMMARY


def test_folder(tmp_path: Path) -> None:
    """Of a folder the pages are read, in the order of their names; other files are not."""
    (tmp_path / "b.txt").write_text("\n".join(V2), "utf-8")
    (tmp_path / "a.HTML").write_text(html(V1), "utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden.txt").write_text("no page", "utf-8")
    (tmp_path / "a_files").mkdir()
    drafts = list(read_page(str(tmp_path), ReaderSettings()))
    assert [draft.file.rpartition("/")[2] for draft in drafts] == ["a.HTML", "b.txt"]
    assert [draft.data["title"] for draft in drafts] == ["Telegram from Stalin to Mao Zedong"] * 2


def test_folder_with_a_page_that_is_none(tmp_path: Path) -> None:
    """A file of a folder that is no page is told, and the others are read."""
    (tmp_path / "a.txt").write_text("A note.", "utf-8")
    (tmp_path / "b.txt").write_text("\n".join(V2), "utf-8")
    unread: list[str] = []
    (draft,) = read_page(str(tmp_path), ReaderSettings(unread=unread.append))
    assert draft.data == page(V2).data
    (told,) = unread
    assert "a.txt: is not a document page" in told
    with pytest.raises(MunimentError, match=r"a\.txt: is not a document page"):
        list(read_page(str(tmp_path / "a.txt"), ReaderSettings(unread=unread.append)))


def test_folder_without_pages(tmp_path: Path) -> None:
    """A folder in which nothing is a page by its name is refused."""
    with pytest.raises(MunimentError, match=r"has no pages \(\*\.txt"):
        list(read_page(str(tmp_path), ReaderSettings()))


def muniment(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "muniment", *arguments],
        cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_command_line(tmp_path: Path) -> None:
    """Pages are imported once; what changed is shown, and written when asked; lint reads them."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.html").write_text(html(V1), "utf-8")
    (pages / "two.txt").write_text("\n".join(V3).replace("Stalin to Mao", "Stalin to Kim"), "utf-8")
    command = ("import", "pages", "--from", "page")
    assert "2 would be written" in muniment(tmp_path, *command, "--dry-run").stderr
    assert not (tmp_path / "records").exists()
    run = muniment(tmp_path, *command)
    assert (run.returncode, "2 written" in run.stderr) == (0, True), run.stderr
    assert "pages/one.html" not in run.stderr
    again = muniment(tmp_path, *command)
    assert (again.returncode, "2 as before" in again.stderr) == (0, True)
    (pages / "one.html").write_text(html(V1).replace("112233", "112234"), "utf-8")
    other = muniment(tmp_path, *command)
    assert other.returncode == 1
    assert '+identifier = ["112234"]' in other.stdout
    assert muniment(tmp_path, *command, "--update").returncode == 0
    lint = muniment(
        tmp_path, "lint", "pages/one.html", "--from", "page", "--profile", "europeana",
        "--output-format", "concise",
    )  # fmt: skip
    assert "pages/one.html:" in lint.stdout
    assert "of 1 record" in lint.stderr
