"""The rules about single texts: what they find, what they leave alone, and what they mend."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, RegexOptions

from muniment.finding import Edit
from muniment.pruning import prune
from muniment.rules import control_characters, html_in_text, mojibake, spaces, text_checks
from muniment.texts import ODD, SUSPICIOUS, is_verbatim, may_be_mended, odd, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from muniment.finding import Problem

    Check = Callable[[str, str], Iterable[Problem]]

CHECKS = dict(text_checks())
TITLE = "title"
ENOUGH = settings(max_examples=300, deadline=None)


def said(check: Check, text: str, key: str = TITLE) -> Problem | None:
    """Give what a rule says of a text, which is one thing at most."""
    problems = list(check(key, text))
    assert len(problems) <= 1
    return problems[0] if problems else None


def mended(check: Check, text: str, key: str = TITLE) -> str | None:
    """Give the text that a rule would put in the place of one; None where it would not."""
    problem = said(check, text, key)
    if problem is None or not problem.edits:
        return None
    (edit,) = problem.edits
    assert isinstance(edit, Edit)
    assert (edit.key, problem.in_file) == (key, True)
    assert isinstance(edit.value, str)
    return edit.value


def garbled(text: str, encoding: str) -> str:
    """Read UTF-8 as another encoding, as a browser does: bytes that are no letter stay."""
    return "".join(
        bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


# spaces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Stalin", "Stalin"),
        ("Stalin\u00a0", "Stalin"),
        ("Stalin\t", "Stalin"),
        ("Stalin to  Mao", "Stalin to Mao"),
        ("Stalin \u00a0to\u00a0\u00a0Mao", "Stalin to Mao"),
        ("box\t\tfolder", "box\tfolder"),
        ("  One line.\n", "One line.\n"),
        ("One.\nTwo. \nThree.\n", "One.\nTwo.\nThree.\n"),
        ("One.\r\nTwo. \r\nThree.\r\n", "One.\r\nTwo.\r\nThree.\r\n"),
        ("One.\n  \nTwo.", "One.\n\nTwo."),
        ("One.\n  Two  three.", "One.\n  Two three."),
        ("One.\n\n\n", "One.\n"),
        ("\n\n  One.\n  Two.\n    ", "\n  One.\n  Two.\n"),
        ("Stalin\r", "Stalin"),
        # The space before an accent that stands alone carries it.
        ("of   \u0301 accents", "of  \u0301 accents"),
        ("  \u0301 is an accent", " \u0301 is an accent"),
    ],
)
def test_white_space_too_much_goes(text: str, expected: str) -> None:
    """White space at the ends goes, and of several in a row one stays."""
    assert mended(spaces.check_text, text) == expected
    assert said(spaces.check_text, expected) is None


@pytest.mark.parametrize(
    "text",
    [
        "Stalin to Mao",
        "One.\n",
        "\nOne.\n",
        "One.\n\n\n  Two.\n\tThree.\n",
        "  One.\n  Two.",
        "\r\n  One.\r\n\r\n  Two.\r\n",
        "box\tfolder, 5\u00a0leaves",
        "\u3000\u3000致毛泽东\u3000电",
        "5\u2009\u2009000",
        " \u0301 is an accent",
        "e\u0301 is a letter",
        " \t\n",
        "",
    ],
)
def test_layout_is_left_alone(text: str) -> None:
    """What parts and indents lines, what stands alone, and what a script needs is meant."""
    assert said(spaces.check_text, text) is None


def test_spaces_say_where() -> None:
    """In a long text the place is told: by line, and by character."""
    found = said(spaces.check_text, "One.\nTwo and  three. ")
    assert found
    assert "at the end and twice in a row (in line 2, at character 8)" in found.message


@pytest.mark.parametrize("key", ["source.0.citation", "rights.1.statement", "creator.0.signed"])
def test_verbatim_texts_keep_their_spaces(key: str) -> None:
    """What its source has stays: at the ends it is noted, inside not even that."""
    assert said(spaces.check_text, "APRF,  f. 45", key) is None
    noted = said(spaces.check_text, "APRF, f. 45 ", key)
    assert noted
    assert (noted.level, noted.edits) == ("note", ())


# html-in-text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the <i>Pravda</i>", "On the Pravda"),
        ("On the <B>Pravda</B>", "On the Pravda"),
        ("Hull &amp; Sons", "Hull & Sons"),
        ("Caf&eacute;&nbsp;&#1058;&#x442;", "Café\u00a0Тт"),
        ("5 &lt; 6", "5 < 6"),
        ("One<br>two<br/>three<br />four", "One two three four"),
        ("One <br> two", "One two"),
        ("<p>One.</p> <p>Two.</p>", "One. Two."),
        ("One.<br>Two.\nThree.", "One.\nTwo.\nThree."),
        ("<p>One.</p>\n<p>Two.</p>\n", "One.\nTwo.\n"),
        ('<span style="color: red" class=x>Red</span>', "Red"),
        ("<p class='a &amp; b'>One.</p>", "One."),
        ("&amp;lt;", "&lt;"),
        ("&lt;illegible&gt;", "<illegible>"),
        ("Tom &amp; <illegible>", "Tom & <illegible>"),
        ("See https://x.example/?a=1&amp;b=2", "See https://x.example/?a=1&b=2"),
    ],
)
def test_html_goes_where_it_says_nothing(text: str, expected: str) -> None:
    """Idle tags go, those of lines and paragraphs part what they stood between."""
    assert mended(html_in_text.check_text, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'See <a href="https://x.example/">the page</a>',
        '<img src="a.png">A seal',
        "10<sup>5</sup> men",
        "<del>Not</del> all",
        '<span lang="ru">Pravda</span>',
        "<ul><li>One</li><li>Two</li></ul>",
        "<section>One</section>",
        "&lt;i&gt;Pravda&lt;/i&gt;",
        "<<i>i>Pravda</i></i>",
        "<p></p>&nbsp;",
        "One&#13;two",
        "One&#8238;two",
        "One&#xD800;two",
        "https://x.example/?a=1&amp;b=2",
    ],
)
def test_html_that_says_something_is_left_to_a_person(text: str) -> None:
    """What would be lost, or would come out as nothing or as HTML, is only reported."""
    problem = said(html_in_text.check_text, text)
    assert problem
    assert problem.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "a < b, b > c, a<b",
        "Telegram to <Stalin> of <illegible> by <S>talin and com<p>any, <table>, <b and c>",
        "AT&T; R&D; &c.; &c;",
        "https://x.example/?a=1&copy=2",
        "https://x.example/?a=1&copy;=2",
        "]]> <!",
        "<br",
        "<ивановъ>",
    ],
)
def test_what_only_looks_like_html_is_left_alone(text: str) -> None:
    """Angle brackets and ampersands are older than HTML."""
    assert said(html_in_text.check_text, text) is None


def test_html_in_verbatim_text_is_not_mended() -> None:
    """Nobody copies HTML from a document, but what is verbatim is looked up, not mended."""
    problem = said(html_in_text.check_text, "Hull &amp; Sons", "rights.0.statement")
    assert problem
    assert (problem.level, problem.edits) == (None, ())


# control-characters


@pytest.mark.parametrize(
    ("text", "level", "named"),
    [
        ("a\0", None, "a NUL (U+0000) at character 2"),
        ("a\u0007b", None, "a bell (U+0007) at character 2"),
        ("a\x1b[2J", None, "an escape (U+001B)"),
        ("a\ufffe", None, "a noncharacter (U+FFFE)"),
        ("a\ud800", None, "(U+D800)"),
        ("One\nt\u00adwo\x01", None, "(U+0001) in line 2, at character 5 (and 1 more)"),
        ("a\u007f", "warning", "a delete (U+007F)"),
        ("it\u0092s", "warning", "a control character (U+0092)"),
        ("a\u202eb", "warning", "a right-to-left override (U+202E)"),
        ("a\u2066b", "warning", "a left-to-right isolate (U+2066)"),
        ("a\ufffdb", "warning", "a replacement character (U+FFFD)"),
        ("a\u200bb", "warning", "a zero width space (U+200B)"),
    ],
)
def test_unseen_characters_are_named(text: str, level: str | None, named: str) -> None:
    """Each is told by name and place; an error is what XML cannot carry."""
    problem = said(control_characters.check_text, text)
    assert problem
    assert named in problem.message
    assert (problem.level, problem.edits) == (level, ())
    assert problem.message.isprintable()
    assert problem.hint.isprintable()


def test_hint_says_what_was_probably_meant() -> None:
    """The C1 controls are letters in Windows-1252; and a mark may have been one that is seen."""
    hints = {
        text: (said(control_characters.check_text, text) or pytest.fail(text)).hint
        for text in ("it\u0092s", "a\u0081", "1950\u00ad1953", "a\u200bb")
    }
    assert hints["it\u0092s"].endswith('which was probably "’".')
    assert hints["a\u0081"] == "Take it out."
    assert "write a hyphen" in hints["1950\u00ad1953"]
    assert "write a space" in hints["a\u200bb"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tele\u00adgram", "Telegram"),
        ("Теле\u00adграмма", "Телеграмма"),
        ("Sino\u00adSoviet", None),
        ("1950\u00ad1953", None),
        ("\ufeffTele\u2060gram", "Telegram"),
        ("Stalin \u200bto Mao\u200b", "Stalin to Mao"),
        ("Stalin\u200bMao", None),
        ("Tele\u00adgram\u0007", None),
        ("\ufeff", None),
    ],
)
def test_only_what_is_nothing_goes(text: str, expected: str | None) -> None:
    """A mark goes where nobody can have read anything into it, and all of them go or none."""
    assert mended(control_characters.check_text, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "One\ttwo\r\nthree\n",
        "می\u200cخواهم",
        "क\u094d\u200dष",
        "👩\u200d🚀 ❤\ufe0f",
        "\u200eabc\u200f",
        "ภาษา\u200bไทย",
        "ភាសា\u200bខ្មែរ",
        "e\u0301 \u034f",
        "\ue000 \U000f0000",
    ],
)
def test_what_a_script_needs_is_left_alone(text: str) -> None:
    """Joiners, selectors, marks of direction, and the space of Thai and Khmer are letters' own."""
    assert said(control_characters.check_text, text) is None


# mojibake

MEANT = (
    "Телеграмма Сталина Мао Цзэдуну",
    "Café’s “Телеграмма” – № 5",
    "Übersicht: Äußerung Münchner Öfen",
    "Łódź, Kraków, Žižkov",
    "毛泽东致斯大林电",
    "Ελλάδα, Θεσσαλονίκη",
    "שלום עולם",
)


@pytest.mark.parametrize(
    ("encoding", "meant"),
    [
        *itertools.product(["cp1252", "latin-1", "cp1250"], MEANT),
        # Of other alphabets than these it is not to be told from what it looks like.
        *itertools.product(["cp1251"], MEANT[:4]),
    ],
)
def test_garbled_letters_are_read_back(encoding: str, meant: str) -> None:
    """A whole text that was read in a wrong encoding is mended, letter by letter."""
    problem = said(mojibake.check_text, garbled(meant, encoding))
    assert problem
    assert mended(mojibake.check_text, garbled(meant, encoding)) == meant
    assert problem.message.endswith(f'"{meant}"')


@pytest.mark.parametrize("encoding", ["cp866", "koi8_r"])
def test_garbled_russian_is_read_back(encoding: str) -> None:
    """Of the encodings that have lines for half the alphabet too."""
    assert mended(mojibake.check_text, garbled(MEANT[0], encoding)) == MEANT[0]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_went_wrong_twice_gets_right_at_once(encoding: str) -> None:
    """Each pass through a wrong programme garbles what the last had garbled."""
    twice = garbled(garbled(MEANT[1], encoding), encoding)
    assert mended(mojibake.check_text, twice) == MEANT[1]


@pytest.mark.parametrize(
    ("text", "probably"),
    [
        ("CafÃ© de Flore", "Café de Flore"),
        ("2Âº andar", "2º andar"),
        ("MГјnchen", "München"),
        ("Ð˜", "И"),
        ("Письмо (Ð¢ÐµÐ»ÐµÐ³Ñ€Ð°Ð¼Ð¼Ð°)", "(Телеграмма)"),
        ("Письмо: С‚РµР»РµРіСЂР°РјРјР°", "телеграмма"),
        ("Òåëåãðàììà Ñòàëèíà", "Телеграмма Сталина"),
        ("ôÅÌÅÇÒÁÍÍÁ óÔÁÌÉÎÁ", "Телеграмма Сталина"),
    ],
)
def test_what_is_less_certain_is_only_reported(text: str, probably: str) -> None:
    """One pair of letters, a part of a text, an alphabet of single bytes: a person decides."""
    problem = said(mojibake.check_text, text)
    assert problem
    assert problem.message.endswith(f'"{probably}"')
    assert problem.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        *("SÃO PAULO", "Â", "âge", "RÂPÉ", "MANHÃ…", "“MANHÔ", "IRMÔ", "MANHÃ\u00a0"),
        *("Il a cité…”", "«\u00a0liberté\u00a0»", "liberté\u00a0»", "société²³", "«ROMÂ»"),
        *("Úžasný", "ÚŽASNÁ", "Reuß´s", "Maß²", "groß“", "ANDRɆ", "ORĂŞEL", "ĂŞ", "Ĺ"),
        *("Сёмга и Рёбра", "«СССР»", "СІРІ", "Сірі ріки", "Ој, Еј", "РЈ СЉ ОЈ", "п. 5 №"),
        *("Số đỏ, Ủy ban", "ÑANDÚ", "×××××", "ÄÄÄÄÄ", "2°C à 5°", "Ångström", "Ç’a"),
        *("фЕМЕЗТБННБ", "яблоко — поля", "Ђорђе и Љиљана", "Їжак і Ґанок", "毛泽东"),
    ],
)
def test_words_that_look_garbled_are_left_alone(text: str) -> None:
    """Real words with the letters that mojibake is made of are no mojibake."""
    assert said(mojibake.check_text, text) is None


def test_halves_of_letters_are_not_taken_away() -> None:
    """A soft hyphen or a no-break space that stands for half a letter waits until it is one."""
    text = garbled("García à la carte", "cp1252")
    assert said(control_characters.check_text, text) is None
    assert mended(spaces.check_text, text) is None
    assert mended(mojibake.check_text, text) == "García à la carte"


def test_garbled_verbatim_text_is_noted() -> None:
    """The source may be garbled itself."""
    problem = said(mojibake.check_text, garbled(MEANT[0], "cp1252"), "source.0.citation")
    assert problem
    assert (problem.level, problem.edits) == ("note", ())


# All of them

PIECES = (
    *(" ", "  ", "\t", "\u00a0", "\n", "\r\n", "\r", "\u3000", "\u0301", "a", "Я", "毛", "5", "."),
    *("<i>", "</i>", "<p>", "<br/>", "</p>", '<a href="x">', "</a>", "<", ">", "&", "&amp;", "lt;"),
    *("&lt;", "&gt;", "&nbsp;", "&#13;", "&shy;", "i", "b", "/", "<sup>", "</section>", "<div "),
    *("\u00ad", "\u200b", "\ufeff", "\u2060", "\u202e", "\0", "\x7f", "\x80", "\x9d", "\ufffd"),
    *("Ã", "Â", "â", "€", "™", "©", "Ð", "Ñ", "¢", "µ", "Р", "С", "‚", "°", "в", "Ђ", "„", "–"),
    *("ä", "¸", "Ÿ", "ð", "˜", "Ă", "Ĺ", "╨", "░", "п", "╒", "é", "…", "”", "š", "Г", "ј", "Ä"),
)
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(max_size=12),
    st.builds(garbled, st.text(max_size=8), st.sampled_from(["cp1252", "cp1251", "cp1250"])),
)
rules = st.sampled_from(sorted(ODD))


@cache
def of_rust(pattern: str) -> Draft202012Validator:
    """Compile a pattern as the pruning does: what is valid has nothing odd."""
    return Draft202012Validator({"not": {"pattern": pattern}}, pattern_options=RegexOptions())


def test_every_text_rule_has_its_pattern() -> None:
    """A rule without a pattern would never be asked."""
    assert set(ODD) == set(CHECKS)


@given(text=texts)
@ENOUGH
@example("a\n\n")
@example("a\r")
def test_whatever_is_found_is_suspicious(text: str) -> None:
    """What a rule has something to say of, the look at all texts does not pass over."""
    for name, check in CHECKS.items():
        if said(check, text):
            assert re.search(ODD[name], text), name
            assert not of_rust(ODD[name]).is_valid(text), name
            assert not of_rust(SUSPICIOUS).is_valid(text)


@given(text=texts, rule=rules)
@ENOUGH
@example("&amp;" * 3 + "lt;", "html-in-text")
@example("\r\n \n \r a", "spaces")
def test_mending_comes_to_an_end(text: str, rule: str) -> None:
    """What was mended is right, or is less wrong than it was: ever shorter, and never blank."""
    while (now := mended(CHECKS[rule], text)) is not None:
        assert len(now) < len(text)
        assert now.strip()
        if rule in ("spaces", "control-characters"):
            assert said(CHECKS[rule], now) is None
        text = now


@given(text=texts)
@ENOUGH
def test_mending_by_all_rules_comes_to_an_end(text: str) -> None:
    """No rule puts back what another took out."""
    for _ in range(200):
        changed = [now for check in CHECKS.values() if (now := mended(check, text)) is not None]
        if not changed:
            return
        text = changed[0]
    pytest.fail("it goes on and on")


@given(text=texts)
@ENOUGH
def test_spaces_changes_only_white_space(text: str) -> None:
    """Whatever else stands in a text stands there afterwards, in its order."""
    now = mended(spaces.check_text, text)
    if now is not None:
        assert re.sub("[ \t\r\n\u00a0]", "", now) == re.sub("[ \t\r\n\u00a0]", "", text)


@given(text=texts)
@ENOUGH
def test_control_characters_takes_only_marks_out(text: str) -> None:
    """Only the four marks go that are nothing."""
    now = mended(control_characters.check_text, text)
    if now is not None:
        gone = "[\u00ad\u200b\u2060\ufeff]"
        assert re.sub(gone, "", now) == re.sub(gone, "", text)


@given(text=texts)
@ENOUGH
def test_html_changes_no_letters(text: str) -> None:
    """Without its references, a text has the letters left that stood outside of tags."""
    if "&" in text:
        return
    now = mended(html_in_text.check_text, text)
    if now is not None:
        before, after = (
            re.sub(r"</?(?:i|b|p|br|div)\s*/?>|[ \t\n]", "", each) for each in (text, now)
        )
        assert after == before


@given(text=texts)
@ENOUGH
def test_mojibake_writes_what_would_be_garbled_so(text: str) -> None:
    """What is mended, garbled again, is the text as it was: nothing else was changed."""
    now = mended(mojibake.check_text, text)
    if now is None:
        return
    assert now.isascii() is False
    plain = [char for char in text if char < "\x7f"]
    assert [char for char in now if char < "\x7f"] == plain
    assert not any(unicodedata.category(char) in ("Cn", "Co", "Cs") for char in now)


@pytest.mark.parametrize(
    "text",
    [
        'Telegram from Stalin to Mao Zedong, 27 December 1952 ("top secret"); 5 < 6 & R&D\'s.',
        "L’été précédent, à l’âge de 5 ans, « Œuvre » — l’État; SÃO PAULO, “Ärger” in Übersee.",
        "Телеграмма Сталина «Мао Цзэдуну» — № 5, СССР; Сёмга, Рёбра. Ђорђе, Їжак, Ґанок.",
        "斯大林致毛泽东电，关于弹药供应。　第一段。",
        "https://archive.example/?fonds=HB&item=17&copy=2",
        "One.\n\n  Indented.\n\tSo too.\n",
        "One.\r\n  Two.\r\n\r\nThree.\r\n",
        "שלום עולם، سلام، 5\u00a0€, e\u0301, Łódź, Việt Nam, Ελλάδα, ภาษาไทย",
    ],
)
def test_ordinary_texts_are_not_looked_at(text: str) -> None:
    """A record of ordinary texts is plain: no rule is asked, and it costs nothing."""
    assert of_rust(SUSPICIOUS).is_valid(text)
    assert prune({"title": text}).is_plain
    assert [name for name, check in CHECKS.items() if said(check, text)] == []


def test_odd_texts_are_given_by_their_keys() -> None:
    """In their order, with indices; without the institution's own, and without blanks."""
    data = {
        "title": "Two  spaces",
        "creator": [{"name": "Stalin"}, {"name": " Mao"}],
        "extent": ["  "],
        "local": {"note": " Box"},
        "source.citation": " Of no record",
        "rights": {"0": {"note": " Of none"}},
    }
    assert odd(data) == [("title", "Two  spaces"), ("creator.1.name", " Mao")]


def test_place_counts_as_editors_do() -> None:
    """Lines and characters from 1; of one line, only characters are told."""
    assert place("abc", 2) == "at character 3"
    assert place("a\nbc\n", 3) == "in line 2, at character 2"


@pytest.mark.parametrize(
    ("key", "is_so", "may"),
    [
        ("title", False, True),
        ("title.text", False, True),
        ("source.0.citation", True, False),
        ("rights.0.statement", True, False),
        ("creator.0.signed", True, False),
        ("source.citation.0", True, False),
        ("id", False, False),
        ("file.0.path", False, False),
        ("url", False, False),
        ("creator.0.uri.1", False, False),
        ("file.0.description", False, True),
    ],
)
def test_what_may_be_mended(key: str, is_so: bool, may: bool) -> None:
    """Verbatim texts, and what a thing is found by, are never changed."""
    assert (is_verbatim(key), may_be_mended(key)) == (is_so, may)


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("key", ["id", "file.0.path", "rights.0.uri", "source.0.citation"])
@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_what_must_stay_has_no_edit(name: str, key: str, text: str) -> None:
    """Whatever stands there."""
    problem = said(CHECKS[name], text, key)
    assert problem is None or problem.edits == ()


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize(
    "piece",
    [
        *("<i ", "<i a=", "<i a='", '<i a="', "<", "</i>", "<i>", "&", "&amp", "&amp;", "&#1"),
        *(" ", " \n", "\n ", " a", "\t", "\r", "\u00ad", "\u200b", "Ã", "Ã©", "â€", "РµС", "Ð¢"),
        *("ä¸­", "ä", "àáâãé", "\u0301", " \u0301", "<br>", "<br> ", "<br>a", "x=1 "),
    ],
)
def test_long_texts_take_no_longer(name: str, piece: str) -> None:
    """A text of a hundred thousand characters is judged at once: nothing is quadratic."""
    for text in (piece * 40_000, "<i" + piece * 40_000, "a" + piece * 40_000 + "b"):
        said(CHECKS[name], text)
