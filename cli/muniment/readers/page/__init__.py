"""A document page of a digital archive, saved as HTML or as text, or a folder of such pages.

Each page gives the draft of one record. Only what the page certainly says is taken, and verbatim;
the rest is told. Read are three kinds of pages:

- the date, the title, the text and its summary, then headings, such as Source and Rights, with what
  stands under each. A heading with nothing under it is a gap: not recorded;
- the summary, then a citation: "Title," date, name of the digital archive, source, address;
- the copy of a PDF that begins so: Citation, Summary, Credits, Original Language, Contents.

HTML is read as its reader sees it, whatever stands in menus, scripts and other parts of the site;
an e-mail address that is hidden from harvesters is decoded. A text is UTF-8, or what its byte order
mark says; HTML may say of itself what it is. Of a folder, *.txt, *.html, *.htm and *.xhtml are
read, in the order of their names; one that is no page is told, and the others are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.keys import put
from muniment.readers import Draft
from muniment.readers.page.cited import cited
from muniment.readers.page.files import content, pages
from muniment.readers.page.headed import said
from muniment.readers.page.hypertext import shown
from muniment.readers.page.leaf import Leaf, Left
from muniment.readers.page.parts import page
from muniment.vocabularies import languages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from muniment.finding import Place
    from muniment.readers import ReaderSettings
    from muniment.readers.page.shown import Shown


def read(source: str, settings: ReaderSettings) -> Iterator[Draft]:
    """Yield the draft that the page at the path `source` gives, or each page of a folder."""
    found, is_folder = pages(source)
    for name in found:
        try:
            text, is_html = content(name)
            draft = read_html(text, name) if is_html else read_text(text, name)
        except MunimentError as error:
            if not is_folder:
                raise
            settings.unread(str(error))
            continue
        yield draft


def read_text(text: str, name: str) -> Draft:
    """Read a page's text into a draft; `name` is what an error calls the page."""
    return _draft(_said(text, name), name, lambda place: place)


def read_html(source: str, name: str) -> Draft:
    """Read a page's HTML into a draft, with the places of its source."""
    seen = shown(source, name)
    return _draft(_marked(_said(seen.text, name), seen), name, seen.place)


def _said(text: str, name: str) -> list[Leaf | Left | str]:
    try:
        return list(said(page(text, name)))
    except MunimentError:
        found = cited(text)
        if found is None:
            raise
        return found


def _draft(
    everything: Iterable[Leaf | Left | str], name: str, where: Callable[[Place], Place]
) -> Draft:
    leaves: list[Leaf] = []
    left_out: list[str] = []
    for each in everything:
        if isinstance(each, Leaf):
            leaves.append(each._replace(place=where(each.place)))
        elif isinstance(each, Left):
            line, _, end, _ = where(each.place)
            at = f"line {line}" if end == line else f"lines {line}-{end}"
            left_out.append(f"{at}: {each.said}")
        else:
            left_out.append(each)
    places = {leaf.key: leaf.place for leaf in leaves}
    return Draft(_nested(leaves), places, tuple(left_out), name)


def _marked(everything: Iterable[Leaf | Left | str], seen: Shown) -> Iterator[Leaf | Left | str]:
    """Say in which language a title, a summary and the text are, where the HTML marks them.

    Of the text only what is marked by itself counts: a template says of all its pages what is true
    of its menus.
    """
    for each in everything:
        lang = _lang(each, seen) if isinstance(each, Leaf) else ""
        if not isinstance(each, Leaf) or not lang:
            yield each
        elif each.key == "type":
            yield each
            yield Leaf("language.0", lang, each.place)
        else:
            yield each._replace(key=f"{each.key}.text")
            yield Leaf(f"{each.key}.lang", lang, each.place)


def _lang(leaf: Leaf, seen: Shown) -> str:
    if leaf.key not in {"title", "description", "type"}:
        return ""
    lang = seen.lang(leaf.place, own=leaf.key == "type")
    return lang if lang and not languages.fault(lang) else ""


def _nested(leaves: Iterable[Leaf]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value, _ in leaves:
        put(data, key, value)
    return data
