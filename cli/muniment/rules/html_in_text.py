"""A text is plain: it has no tags of HTML, and no letters written as references (`&eacute;`).

Harvesters and catalogues show a text as it stands, so that readers see the tags. What only looks
like HTML is none: `<illegible>`, "AT&T", an address with `&` in it. `--fix` takes tags out that say
nothing, and writes letters for references. It leaves to a person whatever would lose something,
such as the address of a link, the exponent in `10<sup>5</sup>` or what was struck out.

Passes:

    title = "Hull & Sons to <illegible>"

Fails:

    title = "Hull &amp; Sons on the <i>Pravda</i>"
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from muniment.finding import Edit, Problem
from muniment.texts import ODD, is_verbatim, may_be_mended
from muniment.vocabularies.placeholders import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL = "warning"
FIXES = True


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Names that nobody puts into angle brackets for another reason.
_SURE = _words(
    "abbr blockquote br dd del div dl dt em embed fieldset figcaption font h1 h2 h3 h4 h5 h6 hr "
    "html iframe img input kbd li noscript ol optgroup p param pre rp rt ruby samp script span "
    "strike strong sub sup svg tbody td textarea tfoot th thead tr tt ul wbr"
)
# Words and single letters, which editors add so (<table>, <S>talin): they count where something is
# said of them, or where they are closed.
_PERHAPS = _words(
    "a acronym address applet area article aside audio b base basefont bdi bdo big body button "
    "canvas caption center cite code col colgroup data datalist details dfn dialog dir figure "
    "footer form frame frameset head header hgroup i ins label legend link main map mark menu "
    "meta meter nav noframes object option output picture progress q s search section select "
    "slot small source style summary table template time title track u var video"
)
_ALL = _SURE | _PERHAPS
# Without these tags a text says the same; the second kind also parts what it stands between.
_INLINE = _words("b big center em font i small span strong tt u wbr")
_PARTING = _words("br div p")
_IDLE = _INLINE | _PARTING
_IDLE_ATTRIBUTES = _words("align class clear color face id size style")
_NAME = r"[A-Za-z_:][A-Za-z0-9_:.-]*"
_VALUE = r"""(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+)"""
_BLANKS = " \t"


@cache
def _tags() -> re.Pattern[str]:
    """Find tags of any name, if what follows the name are attributes."""
    return re.compile(
        rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)"
        rf"(?P<attributes>(?:\s+{_NAME}\s*=\s*{_VALUE})*)\s*/?>"
    )


@cache
def _attributes() -> re.Pattern[str]:
    return re.compile(rf"\s+({_NAME})\s*=\s*{_VALUE}")


@cache
def _references() -> re.Pattern[str]:
    return re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://\S*\s*")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(ODD["control-characters"])


def check_text(key: str, text: str) -> Iterator[Problem]:
    """Yield a problem where a text has tags or references of HTML in it."""
    if "<" not in text and "&" not in text:
        return
    tags, references = _found(text)
    if not tags and not references:
        return
    examples = dict.fromkeys([*map(_shown, tags[:2]), *(each[0] for each in references[:2])])
    is_fixed = may_be_mended(key) and not _address().fullmatch(text)
    mended = _mended(text, tags, references) if is_fixed else None
    hint = "Write the text without tags, and letters as they are."
    if is_verbatim(key):
        hint = "Look whether the source has it so; if not, write what the source has."
    yield Problem(
        key,
        f"the text has HTML in it ({', '.join(examples)}), which catalogues show as it stands",
        hint,
        () if mended is None else (Edit(key, mended),),
        in_file=True,
    )


def _shown(tag: re.Match[str]) -> str:
    return f"<{tag['close']}{tag['name']}{' ...' if tag['attributes'] else ''}>"


def _found(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Give the tags and the references in a text, in their order."""
    tags = _known_tags(text)
    closed = {_name(tag) for tag in tags if tag["close"]}
    sure = _SURE | closed
    tags = [
        tag
        for tag in tags
        if tag["attributes"] or (_name(tag) in sure and not _is_added(tag, closed))
    ]
    # Those in the attributes of a tag go with it.
    outside = _tags().sub(lambda tag: " " * len(tag[0]), text) if tags else text
    references = [each for each in _references().finditer(outside) if _is_known(each[0])]
    if _address().fullmatch(text):
        # In an address, `&copy;` may be a parameter.
        references = [each for each in references if each[0] == "&amp;"]
    return tags, references


def _known_tags(text: str) -> list[re.Match[str]]:
    return [tag for tag in _tags().finditer(text) if _name(tag) in _ALL]


def _is_added(tag: re.Match[str], closed: set[str]) -> bool:
    """Whether a tag is a letter that an editor added to a word, as in "com<p>any"."""
    text, start, end = tag.string, tag.start(), tag.end()
    return (
        len(tag["name"]) == 1
        and _name(tag) not in closed
        and text[max(start - 1, 0) : start].isalpha()
        and text[end : end + 1].isalpha()
    )


def _name(tag: re.Match[str]) -> str:
    return str(tag["name"]).lower()


def _is_known(reference: str) -> bool:
    from html.entities import html5

    return reference[1] == "#" or reference[1:] in html5


def _mended(text: str, tags: list[re.Match[str]], references: list[re.Match[str]]) -> str | None:
    """Give the text without HTML; None where that would not certainly say the same."""
    if not all(map(_is_idle, tags)):
        return None
    instead: dict[int, tuple[int, str | None]] = {
        tag.start(): (tag.end(), None if _name(tag) in _PARTING else "") for tag in tags
    }
    for each in references:
        letter = _letter(each[0])
        if not letter:
            return None
        instead[each.start()] = (each.end(), letter)
    pieces: list[str | None] = []
    at = 0
    for start, (end, piece) in sorted(instead.items()):
        pieces += [text[at:start], piece]
        at = end
    mended = _joined([*pieces, text[at:]], "\n" if "\n" in text else " ")
    # "&lt;i&gt;" may be what the text is about; and no tag may come about where another went.
    is_new = len(_known_tags(mended)) > len(_known_tags(text)) - len(tags)
    return None if is_new or is_blank(mended) else mended


def _is_idle(tag: re.Match[str]) -> bool:
    """Whether a tag says nothing that the text would lose."""
    names = {name.lower() for name in _attributes().findall(tag["attributes"])}
    return _name(tag) in _IDLE and names <= _IDLE_ATTRIBUTES


def _letter(reference: str) -> str:
    """Give what a reference stands for; "" where that is nothing that can be seen."""
    from html import unescape

    letter = unescape(reference)
    is_seen = not letter.isspace() or letter == "\u00a0"
    return letter if letter == "\u00ad" or (is_seen and not _unseen().search(letter)) else ""


def _joined(pieces: list[str | None], line: str) -> str:
    """Join pieces of a text; where None stands between two, they are parted by `line`."""
    done: list[str] = []
    parts = False
    for piece in pieces:
        following = (piece or "").lstrip(_BLANKS) if parts else piece
        if not following:
            parts = parts or piece is None
            continue
        if parts:
            _strip(done)
            if done and not done[-1].endswith("\n") and following[0] not in "\r\n":
                done.append(line)
        parts = False
        done.append(following)
    if parts:
        _strip(done)
    return "".join(done)


def _strip(pieces: list[str]) -> None:
    """Take the blanks away with which the pieces end."""
    while pieces:
        last = pieces.pop().rstrip(_BLANKS)
        if last:
            pieces.append(last)
            return
