"""The rule rights-uri-form: each distortion of a canonical URI is brought back to it exactly."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment import recordfile
from muniment.edits import applied
from muniment.lint import Linter
from muniment.lint_settings import LintSettings
from muniment.vocabularies import rights
from muniment.vocabularies.rights_forms import form
from program import TODAY
from specimens import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from muniment.finding import Finding

RULE = "rights-uri-form"
RS = "http://rightsstatements.org/vocab/"
CC = "http://creativecommons.org/licenses/"
LICENCES = [
    uri
    for licence in (*rights.LICENCES, "by-nd-nc")
    for version, ports in rights._PORTS.items()
    for uri in (f"{CC}{licence}/{version}/{port}" for port in ("", *ports.split()))
]
CANONICAL = [
    *rights.RIGHTS_STATEMENTS,
    *rights.PUBLIC_DOMAIN,
    *(uri + "/" * (not uri.endswith("/")) for uri in LICENCES),
    *rights.RETIRED,
]
CANONICAL = [uri for uri in dict.fromkeys(CANONICAL) if rights.known(uri) or uri in rights.RETIRED]
PAGE = "https://rightsstatements.org/page/NoC-NC/1.0/"

# Each makes another form of a URI; they are applied in this order.
DISTORTIONS: dict[str, Callable[[str], str]] = {
    "page": lambda uri: uri.replace("/vocab/", "/page/"),
    "data": lambda uri: uri.replace("/vocab/", "/data/"),
    "rdf": lambda uri: uri + "rdf",
    "deed": lambda uri: uri + "deed.pt_BR" if "commons" in uri else uri,
    "legalcode": lambda uri: uri + "legalcode" if uri[-1] == "/" and "commons" in uri else uri,
    "no slash": lambda uri: uri.removesuffix("/"),
    "two slashes": lambda uri: uri.replace("org/", "org//"),
    "more slashes": lambda uri: uri.replace("/1", "///1").replace("/by", "//by"),
    "https": lambda uri: uri.replace("http:", "https:"),
    "www": lambda uri: uri.replace("://", "://www."),
    "no scheme": lambda uri: uri.partition("://")[2],
    "capitals": lambda uri: uri.upper() if "deed" not in uri else uri,
    "small letters": lambda uri: uri.lower(),
    "full stop": lambda uri: uri + ".",
    "semicolon": lambda uri: uri + " ;,",
    "query": lambda uri: uri + "?language=de",
    "fragment": lambda uri: uri + "#top",
    "angles": lambda uri: f"<{uri}>",
    "blanks": lambda uri: f"\u00a0{uri} \n",
}
AFTER_ALL_ELSE = ("rdf", "deed", "legalcode")


def judged(text: str, rule: str = RULE) -> list[Finding]:
    file = recordfile.parsed("folder/good.toml", text.encode())
    found = Linter(LintSettings("folder", TODAY)).judge_file(file).findings
    return [each for each in found if each.rule == rule]


def mended(text: str) -> str:
    """Give the text of a file after what this rule found was mended once."""
    return applied(text, [each.fix for each in judged(text)])[0]


def record(*lines: str) -> str:
    """Give a good record whose rights are these lines."""
    return GOOD[: GOOD.index("uri =")] + "\n".join(lines) + "\n"


def test_there_are_as_many_as_there_are() -> None:
    """All of the twelve statements, two tools, and hundreds of licences are tried."""
    assert len(CANONICAL) > 12 + 2 + 600


@pytest.mark.parametrize("uri", CANONICAL)
def test_what_is_canonical_is_silent(uri: str) -> None:
    """There is nothing to say of a URI as its makers write it."""
    assert form(uri) is None


@pytest.mark.parametrize("name", DISTORTIONS)
def test_each_distortion(name: str) -> None:
    """Each distortion alone is told, and undone, for each URI."""
    for uri in CANONICAL:
        distorted = DISTORTIONS[name](uri)
        found = form(distorted)
        if distorted == uri:
            assert found is None
        else:
            assert found is not None
            assert (found.uri, found.trouble, found.lost) == (uri, "", ""), distorted
            assert found.oddities
            assert "is written otherwise" not in found.oddities


@given(st.sampled_from(CANONICAL), st.sets(st.sampled_from(list(DISTORTIONS)), max_size=8))
@settings(max_examples=500, deadline=None)
def test_distortions_together(uri: str, names: set[str]) -> None:
    """However many there are, the URI comes back exactly, and once is enough."""
    if len(names & set(AFTER_ALL_ELSE)) > 1:
        return
    distorted = uri
    for name, distort in DISTORTIONS.items():
        distorted = distort(distorted) if name in names else distorted
    found = form(distorted)
    if found is None:
        assert distorted == uri
    else:
        assert (found.uri, found.trouble, found.lost) == (uri, "", ""), distorted
        assert form(found.uri) is None


@given(st.sampled_from(CANONICAL), st.data())
@settings(max_examples=300, deadline=None)
def test_any_letter_case(uri: str, data: st.DataObject) -> None:
    """Whatever the case of each letter, the URI is that of its makers."""
    capitals = data.draw(st.lists(st.booleans(), min_size=len(uri), max_size=len(uri)))
    pairs = zip(uri, capitals, strict=True)
    written = "".join(char.upper() if is_big else char.lower() for char, is_big in pairs)
    found = form(written)
    assert written == uri if found is None else found.uri == uri


# Each line: what was written, what is said, what is suggested.
UNKNOWN = """
http://rightsstatements.org/vocab/InCopyright/1.0/  | no statement "InCopyright" | InC/1.0/
http://rightsstatements.org/vocab/NoC-UK/1.0/   | no statement "NoC-UK"     | NoC-US/1.0/
http://rightsstatements.org/vocab/InC/2.0/      | no version "2.0" of InC   | InC/1.0/
http://rightsstatements.org/vocab/InC/1.0/x/    | more in it                | InC/1.0/
http://rightsstatements.org/en/documentation/   | no statement "en"         | as in
https://rightsstatements.org                    | is the site               | as in
http://creativecommons.org/licenses/by/5.0/     | no licence "by/5.0"       | by/4.0/
http://creativecommons.org/licenses/by/4.0/de/  | no licence "by/4.0/de"    | by/4.0/" or "
http://creativecommons.org/licenses/by/4.0/de/  | no licence "by/4.0/de"    | by/3.0/de/"?
http://creativecommons.org/licenses/by/3.0/xx/  | no licence "by/3.0/xx"    | by/3.0/
http://creativecommons.org/licenses/by/         | which version             | by/4.0/
http://creativecommons.org/licenses/by/4.0/x/y/ | no licence "by/4.0/x/y"   | by/4.0/
http://creativecommons.org/publicdomain/zero/2.0/ | no licence "zero/2.0"   | zero/1.0/
http://creativecommons.org/about/               | no licence "about"        | as in
https://creativecommons.org/share-your-work/public-domain/cc0 | no licence  | zero/1.0/
CC BY 4.0                                       | is the name of a licence  | by/4.0/
cc-by-nc-sa-3.0                                 | is the name of a licence  | by-nc-sa/3.0/
CC BY-NC-ND 3.0 DE                              | is the name of a licence  | by-nc-nd/3.0/de/
CC BY                                           | which version             | by/4.0/
CC BY 5.0                                       | version or place          | by/4.0/
CC0                                             | is the name of a licence  | zero/1.0/
CC0 1.0 Universal                               | is the name of a licence  | zero/1.0/
Public Domain Mark                              | is the name of a licence  | mark/1.0/
Public domain                                   | state of law              | mark/1.0/
Creative Commons Attribution-NonCommercial 4.0 International | name of a l  | by-nc/4.0/
In Copyright                                    | is the name of a statement | InC/1.0/
In Copyright – EU Orphan Work                   | is the name of a statement | InC-OW-EU/1.0/
NoC-US                                          | is the name of a statement | NoC-US/1.0/
"""


@pytest.mark.parametrize("line", UNKNOWN.strip().split("\n"))
def test_what_somebody_has_to_decide(line: str) -> None:
    """What is none of theirs, or no URI, is told with what was probably meant, and not changed."""
    text, message, hint = (part.strip() for part in line.split("|"))
    toml = record(f'uri = "{text}"')
    (found,) = judged(toml)
    assert (found.key, found.level, found.fix) == ("rights.0.uri", "warning", ())
    assert message in found.message
    assert "letter by letter" in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    "text",
    [
        *rights.GOVERNMENT_LICENCES,
        "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3",
        "https://example.org/rights?see=http://creativecommons.org/licenses/by/4.0/",
        "http://rightsstatements.org.example.org/vocab/InC/1.0",
        "https://creativecommons.org.au/licenses/by/4.0",
        "https://wiki.creativecommons.org/x",
        "https://spdx.org/licenses/CC-BY-4.0.html",
        *("All rights reserved.", "© 1952", "Mark", "by", "Reproduced by permission, 2001"),
        *("zero", "nd", "Attribution unknown", "Rights undetermined", "cc"),
    ],
)
def test_what_is_something_else_is_silent(text: str) -> None:
    """Of other URIs and texts this rule says nothing."""
    assert form(text) is None


@given(
    st.lists(
        st.sampled_from(
            [
                *("http://", "https", "www.", "rightsstatements.org", "creativecommons.org", "/"),
                *("vocab", "page", "InC", "1.0", "licenses", "publicdomain", "zero", "by", "4.0"),
                *("deed", ".", "?", "date=", "relatedURL=", "&", "#", "%", "%ff", " ", "\0", "é"),
                *("CC", "BY", "-", "2030-02-30", "ſ", "K", "\u0301", "publicdomain/", "+"),
            ]
        ),
        max_size=12,
    ).map("".join)
    | st.text(max_size=60)
)
@example("creativecommons.org/licenses//deed")
@settings(max_examples=500, deadline=None)
def test_never_raises(text: str) -> None:
    """Whatever the text, what is certain is right, and there are words for the rest."""
    found = form(text)
    if found is None:
        return
    assert bool(found.uri) is not bool(found.trouble)
    for uri in (*found.likely, *([found.uri] if found.uri else [])):
        assert form(uri) is None
        assert rights.known(uri) or uri in rights.RETIRED
    assert "".join((*found.oddities, found.trouble)).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "http://rightsstatements.org/" + "/" * 1_000_000,
        "http://rightsstatements.org/page/InC/1.0/?" + "&relatedURL=%41" * 70_000,
        "http://creativecommons.org/licenses/" + "by-" * 300_000 + "/4.0/",
        "http://creativecommons.org/licenses/by/4.0/" + "deed/" * 200_000,
        "http://creativecommons.org/" + "." * 1_000_000,
        " " * 500_000 + "CC BY 4.0" + " " * 500_000,
        "http" + ":" * 1_000_000,
        "(" * 1_000_000,
        "a" * 1_000_000,
    ],
    ids=range(9),
)
def test_speed(text: str) -> None:
    """A text of a megabyte takes no noticeable time, and no megabyte of words."""
    start = time.perf_counter()
    found = form(text)
    assert time.perf_counter() - start < 2
    assert found is None or len("".join((*found.oddities, found.trouble))) < 1_000


# In a file


def test_the_uri_is_mended_in_its_file() -> None:
    """The URI is changed, and what stands about it is not; then there is nothing more to say."""
    text = record("uri = 'https://rightsstatements.org/page/InC/1.0/?language=en'  # by the lawyer")
    (found,) = judged(text)
    assert found.message == (
        "uri: the URI begins with https instead of http, leads to the page about the statement "
        "(/page/) and has parameters after the question mark; aggregators compare it letter by "
        "letter with their list"
    )
    assert found.hint == f'Write uri = "{RS}InC/1.0/".'
    assert mended(text) == record(f"uri = '{RS}InC/1.0/'  # by the lawyer")
    assert judged(mended(text)) == []


def test_the_licence_of_the_metadata() -> None:
    """The licence of the record itself is judged as well."""
    text = GOOD + '\n[record]\nlicense = "https://creativecommons.org/publicdomain/zero/1.0/deed"\n'
    (found,) = judged(text)
    assert found.key == "record.license"
    assert f'"{rights.CC0}"' in mended(text)


def test_a_date_moves_to_the_end() -> None:
    """When a contract ends stands under `end`, below the URI."""
    text = record(f'  uri = "{PAGE}?date=2030-12-31&language=de"', 'holder = "A"')
    (found,) = judged(text)
    assert found.hint == f'Write uri = "{RS}NoC-NC/1.0/", and below it end = "2030-12-31".'
    expected = record(f'  uri = "{RS}NoC-NC/1.0/"', '  end = "2030-12-31"', 'holder = "A"')
    assert mended(text) == expected


@pytest.mark.parametrize(
    ("end", "is_mended"),
    [
        ('end = "2030-12-31"', True),
        ("end = 2030-12-31", True),
        ('end = "2031"', False),
        ('end = "31 December 2030"', False),
        ("end = 2031", False),
        ('end = "31 December 2030"\nunknown = 1', False),
    ],
)
def test_a_date_beside_an_end(end: str, is_mended: bool) -> None:
    """An end that says the same stays; where it says something else, somebody has to look."""
    text = record(f'uri = "{PAGE}?date=2030-12-31"', end)
    (found,) = judged(text)
    if is_mended:
        assert mended(text) == record(f'uri = "{RS}NoC-NC/1.0/"', end)
    else:
        assert found.fix == ()
        assert "ends on 2030-12-31, and end says otherwise" in found.hint


@pytest.mark.parametrize(
    ("uri", "hint"),
    [
        (f"{PAGE}?date=2030-02-30", "no day 2030-02-30"),
        (f"{PAGE}?date=2030", "not a day"),
        (f"{PAGE}?date=2030-12-31&date=2031-12-31", "two dates"),
        ("https://rightsstatements.org/page/InC/1.0/?date=2030-12-31", "only NoC-NC has a date"),
        (f"{PAGE}?relatedURL=https://example.org/a?b=c&d=e", "where it ends"),
        (f"{PAGE}?relatedURL=https://example.org/a#b", "where it ends"),
        (f"{PAGE}?relatedURL=%ff", "where it ends"),
        (f"{PAGE}?relatedURL=example", "where it ends"),
    ],
)
def test_parameters_that_are_not_clear(uri: str, hint: str) -> None:
    """What a parameter says is not lost: where it is not clear, nothing is changed."""
    (found,) = judged(record(f'uri = "{uri}"'))
    assert found.fix == ()
    assert hint in found.hint


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_a_related_url_moves_to_link(text: str) -> None:
    """A link comes out as it went in, below the URI."""
    link = f"https://example.org/{text}/"
    found = form(f"https://rightsstatements.org/page/NoC-CR/1.0/?relatedURL={quote(link, safe='')}")
    assert found is not None
    assert found.links == (link,)
    assert found.lost == ("the link in it is not written so that one can tell where it ends"
                          if "\ufffd" in text else "")  # fmt: skip


@pytest.mark.parametrize(
    ("link", "after"),
    [
        ([], ['link = ["https://example.org/a?b=b"]']),
        (['link = ["https://example.org/a?b=b", "x"]'], None),
        (['link = "https://example.org/a?b=b"'], None),
        (['link = ["https://example.org/other"]'], []),
    ],
)
def test_a_link_beside_links(link: list[str], after: list[str] | None) -> None:
    """A link that is there stays; to a list that has others, somebody adds it."""
    uri = "https://rightsstatements.org/page/NoC-CR/1.0/?relatedURL=https%3A%2F%2Fexample.org%2Fa"
    text = record(f'uri = "{uri}%3Fb%3Db"', *link)
    (found,) = judged(text)
    if after == []:
        assert found.fix == ()
        assert '"https://example.org/a?b=b", which link does not' in found.hint
    else:
        assert mended(text) == record(f'uri = "{RS}NoC-CR/1.0/"', *(after or link))


def test_date_and_link_together() -> None:
    """Both move, each to its key."""
    uri = f"{PAGE}?date=2030-12-31&relatedURL=https%3A%2F%2Fexample.org"
    done = mended(record(f'uri = "{uri}"'))
    (rights_now,) = recordfile.parsed("x.toml", done.encode()).data["rights"]  # type: ignore[index]
    assert rights_now["uri"] == f"{RS}NoC-NC/1.0/"
    assert rights_now["end"] == "2030-12-31"
    assert rights_now["link"] == ["https://example.org"]


def test_there_is_no_place_in_an_inline_table() -> None:
    """Where no line can be added, the finding says what to write, and nothing is changed."""
    text = GOOD[: GOOD.index("[[rights]]")]
    text = f'rights = [{{ uri = "{PAGE}?date=2030-12-31" }}]\n' + text
    (found,) = judged(text)
    assert found.fix == ()
    assert 'end = "2030-12-31"' in found.hint
    assert mended(text) == text


def test_the_licence_of_the_metadata_has_no_end() -> None:
    """[record] has no key for what the parameters say."""
    text = GOOD + f'\n[record]\nlicense = "{PAGE}?date=2030-12-31"\n'
    (found,) = judged(text)
    assert found.fix == ()
    assert "no place here" in found.hint


def test_the_second_of_several_rights() -> None:
    """Where blank tables fall away, the URI is mended where it stands."""
    text = record('uri = ""', "", "[[rights]]", f'uri = "{PAGE}?date=2030-12-31"', 'end = ""')
    (found,) = judged(text)
    assert found.key == "rights.1.uri"
    done = record('uri = ""', "", "[[rights]]", f'uri = "{RS}NoC-NC/1.0/"', 'end = "2030-12-31"')
    assert mended(text) == done


def test_rights_that_are_taken_from_above(tmp_path: Path) -> None:
    """A URI of the level above is told, and mended, in the file that has it."""
    above = tmp_path / "above.toml"
    above.write_text(
        'id = "above"\nlevel = "collection"\ntitle = "Above"\n\n[[rights]]\n'
        'uri = "https://rightsstatements.org/vocab/CNE/1.0/"\n',
        "utf-8",
    )
    below = tmp_path / "good.toml"
    below.write_text(GOOD[: GOOD.index("[[rights]]")].replace("[[", 'part_of = "above"\n[[', 1))
    judged = Linter(LintSettings(str(tmp_path), TODAY)).judge(str(below))
    (found,) = (each for each in judged.elsewhere if each.rule == RULE)
    assert found.file.endswith("above.toml")
    done, count = applied(above.read_text("utf-8"), [found.fix])
    assert count == 1
    assert 'uri = "http://rightsstatements.org/vocab/CNE/1.0/"' in done
