"""A page a record: Dublin Core in its head for programs, the rights and the facts for a reader.

Meta and link elements as DC-HTML (2008-08-04) has them, in valid HTML5: a URI that can be followed
is a `link`, all else a `meta`, in the language that the record gives or in none. `profile` and
`scheme`, which HTML5 has not, are left out. The names are those of DCMI Metadata Terms
(`DCTERMS.rights`). The fifteen old ones (`DC.rights`) stand there too, because Google Scholar and
many readers know no others, wherever DCMI says that the old one follows from the new; a reader that
knows both, and would count everything twice, is spared that by `old_names = "no"`.

The page shows every key that may be shown, but for the paths of files: rights first, of the layer
described before those of others. It has no scripts and needs nothing else from anywhere. HTML is a
file a record: its head is about the one document that the page is about.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from muniment.dublincore.statement import URI
from muniment.errors import CannotCarryError, MunimentError
from muniment.formats import oai_dc
from muniment.formats.html.page import Fact, facts, unfit
from muniment.links import is_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.formats import Document, ExportSettings, Item

_SCHEMAS = {"DCTERMS": "http://purl.org/dc/terms/", "DC": "http://purl.org/dc/elements/1.1/"}
# These are sub-properties of none of the fifteen.
_WITHOUT_OLD = frozenset({"rightsHolder", "provenance"})
_STYLE = (
    "body{max-width:48rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}"
    "dl{border-top:1px solid;padding-top:.5rem}dt{font-weight:bold}"
    "h1,dd{white-space:pre-wrap;overflow-wrap:anywhere}"
)


class Tag(NamedTuple):
    """An element of the head: `DCTERMS.title`, what it says, in what language, and of what."""

    name: str
    value: str
    of: tuple[str, ...]
    lang: str
    is_link: bool


def carried(document: Document, settings: ExportSettings) -> list[Tag | Fact]:
    """Give the elements of the head, then the facts of the page, title first.

    Raises CannotCarryError where a text has characters that HTML has no way to write (13.1.4).
    """
    tags = [_tag(statement) for statement in document.statements]
    if settings.options.get("old_names") != "no":
        tags += _old_tags(oai_dc.carried(document, settings))
    record = document.record
    speaks = settings.rights_of or record.describes
    said: list[Tag | Fact] = [*tags, *facts(record, document.above, speaks)]
    for each in said:
        if found := unfit(each.value):
            raise CannotCarryError(
                document.id, each.of[0], f"holds {found}, which HTML has no way to write"
            )
    return said


def files(
    items: Iterable[Item[Tag | Fact]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.html` for each record. Raises MunimentError for several in one file."""
    for count, item in enumerate(items):
        if settings.single and count:
            raise MunimentError(
                "html is a file a record, and these are several: give a folder, as in --output html"
            )
        yield f"{item.id}.html", (_page(item),)


def _tag(statement: Statement) -> Tag:
    follows = statement.scheme == URI and is_link(statement.value)
    name = f"DCTERMS.{statement.term}"
    return Tag(name, statement.value, statement.of, statement.lang, follows)


def _old_tags(statements: Iterable[Statement]) -> Iterator[Tag]:
    # Readers of the old names look at no link elements.
    for term, value, of, lang, _ in statements:
        if term not in _WITHOUT_OLD:
            yield Tag(f"DC.{oai_dc.ELEMENTS[term]}", value, of, lang, False)


def _page(item: Item[Tag | Fact]) -> bytes:
    tags = [each for each in item.carried if isinstance(each, Tag)]
    shown = [each for each in item.carried if isinstance(each, Fact)]
    title = next((each for each in shown if each.section == ""), None)
    name = escape(title.value if title else item.id)
    lang = title.lang if title else ""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        # The labels are English; what language the record's own words are in is often not known.
        '<head lang="">',
        '<meta charset="utf-8">',
        f"<title{_lang(lang)}>{name}</title>",
        '<meta name="viewport" content="width=device-width">',
        *_head(tags),
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f'<h1 lang="{escape(lang)}" dir="auto">{name}</h1>',
        *_body([each for each in shown if each.section]),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _head(tags: Sequence[Tag]) -> Iterator[str]:
    for prefix, address in _SCHEMAS.items():
        if any(tag.name.startswith(f"{prefix}.") for tag in tags):
            yield f'<link rel="schema.{prefix}" href="{address}">'
    for tag in tags:
        value = escape(tag.value)
        if tag.is_link:
            yield f'<link rel="{tag.name}" href="{value}">'
        else:
            yield f'<meta name="{tag.name}"{_lang(tag.lang)} content="{value}">'


def _body(shown: Sequence[Fact]) -> Iterator[str]:
    """Give a heading for each section, a list for each table in it, and a term for equal labels."""
    for section, inside in groupby(shown, key=lambda fact: fact.section):
        yield f"<h2>{escape(section)}</h2>"
        for _, table in groupby(inside, key=lambda fact: fact.table):
            rows = [fact for fact in table if fact.label]
            if not rows:
                continue
            yield "<dl>"
            for label, values in groupby(rows, key=lambda fact: fact.label):
                yield f"<dt>{escape(label)}</dt>"
                for fact in values:
                    text = escape(fact.value)
                    if fact.href:
                        text = f'<a href="{escape(fact.href)}">{text}</a>'
                    yield f'<dd lang="{escape(fact.lang)}" dir="auto">{text}</dd>'
            yield "</dl>"


def _lang(lang: str) -> str:
    return f' lang="{escape(lang)}"' if lang else ""
