"""Who signed a document page, and its own summary below the signature: where it is certain."""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING

from muniment.readers.page.days import page_date, signed_day
from muniment.readers.page.parts import paragraphs, piece

if TYPE_CHECKING:
    from muniment.readers.page.parts import Line, Page

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
# What stands above the date at the foot of a document and is not a name.
_NOT_A_NAME = re.compile(
    "ambassador|chairman|comrade|committee|copy|embassy|greetings|illegible|marshal|minister"
    "|ministry|premier|president|seal|secretary|signature|signed|sincerely|stamp|yours"
    "|beijing|belgrade|berlin|bucharest|budapest|hanoi|havana|moscow|peking|prague|pyongyang"
    "|seoul|sofia|tirana|tokyo|warsaw|washington",
    re.IGNORECASE,
)


def ending(page: Page) -> tuple[Line | None, Line | None]:
    """Give the signature and the page's own summary below it, as far as they are certain."""
    body, signature = page.body, None
    dated = max((at for at, line in enumerate(body) if at and signed_day(line.text)), default=0)
    if dated:
        after = paragraphs(body[dated + 1 :], page.spaced)
        signature = body[dated - 1] if _may_be_signature(body[dated - 1].text) else None
        # A date that heads the last paragraph of a diary has neither.
        same_day = signed_day(body[dated].text) == page_date(page.date.text)
        if len(after) < 2 and (signature or same_day):
            # A number of the paper may stand there, too: a summary is a sentence.
            sentences = (line for line in after if line.text[-1] in '.!?…"”’)]')
            return signature, next(sentences, None)
    *_, above, last = [None, None, *paragraphs(body, page.spaced)[-2:]]
    if above and last and last.place.line > above.place.end_line + 1 and last.text.endswith("."):
        return (above, last) if who(above, page.title, last.text) else (None, None)
    return None, None


def _may_be_signature(text: str) -> bool:
    """Tell a signature by its look: short, letters, dots and brackets, each word with a capital."""
    words = text[:61].split()
    letters = all(
        unicodedata.category(each)[0] in "LM" or each in ".'’-[]" for each in "".join(words)
    )
    capitals = all(word.lstrip("[")[:1].isupper() for word in words)
    return len(text) <= 60 and len(words) <= 6 and letters and capitals


def _is_name(text: str) -> bool:
    others = any(_NOT_A_NAME.fullmatch(word) for word in text.split())
    return text[:1].isupper() and not others and not {"[", "]"} & set(text)


def says(text: str, words: str) -> bool:
    """Tell whether a text has these words as whole words, in any case."""
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def who(signature: Line, title: Line, context: str) -> tuple[Line, Line] | None:
    """Give who signed and the name that was signed, where the page leaves no doubt."""
    text = signature.text
    if not _INITIALS.fullmatch(text.split()[-1]):
        text = text.removesuffix(".")
    outer, _, inner = text.removesuffix("]").partition(" [")
    if not _may_be_signature(signature.text) or not _is_name(outer):
        return None
    signed = piece(signature, 0, outer)
    context = f"{title.text}\n{context}"
    if inner:
        # "Zhou [Enlai]" is a name made whole, not a name behind another.
        whole = says(context, f"{outer} {inner}") or not says(context, inner)
        real = text.endswith("]") and _is_name(inner) and not whole
        return (piece(signature, len(outer) + 2, inner), signed) if real else None
    if pseudonym := re.search(rf"\[{re.escape(outer)}\]", title.text, re.IGNORECASE):
        name = _last_name(title, pseudonym.start())
        return (name, signed) if name else None
    words = outer.split()
    sure = any(_INITIALS.fullmatch(word) for word in words) or says(context, words[-1])
    two_names = f"{outer} [".lower() in title.text.lower()
    return (signed, signed) if sure and not two_names else None


def _last_name(title: Line, end: int) -> Line | None:
    """Give the name that ends at `end` of the title: "Stalin" of "Cable, Stalin [Kuznetsov]"."""
    words = reversed(title.text[:end].split())
    name = " ".join(
        [*takewhile(lambda word: word[0].isupper() and word[-1] not in ",:;", words)][::-1]
    )
    start = title.text.rfind(name, 0, end)
    return piece(title, start, name) if name and start >= 0 else None
