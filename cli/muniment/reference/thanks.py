"""Who is credited: "Obtained by ... and translated for ... from Russian by ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.reference import names
from muniment.reference.words import ACTIVITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.reference.source import Source, Span

_VERBS = "|".join(sorted((v for v in ACTIVITIES if v.endswith(("ed", "found"))), reverse=True))
_NOUNS = "translations?|trans(?:l|lated)?|tr|introduction"
_AND = r"(?:\s?,\s?(?:and\s)?|\s(?:and|&)\s)"
_VERB = rf"(?:(?:kindly|generously|graciously|also|later)\s)?(?:{_VERBS})(?:{_AND}(?:{_VERBS}))*"
_MARKERS = r"(?:by|for|from|to|into|on\sbehalf\sof|courtesy\sof|с|von|aus)"
_START = re.compile(
    rf"(?<!\w)(?:(?:and\s)?(?:(?:a\s|the\s)?(?:copy|copies|documents?|original|texts?|photocopy)\s)?"
    rf"(?:(?:was|were|is|has\sbeen|have\sbeen)\s)?{_VERB}|(?:{_NOUNS})\.?)"
    rf"(?=\s(?:{_MARKERS}|in\s\d{{4}}\sby|with)[\s:]|\s?:)"
    r"|(?<!\w)(?:(?:kindly|graciously)\s)?courtesy(?=\sof\s)"
    r"|(?<!\w)(?:trans|transl|trad|tr|përktheu)\.?(?=\s(?-i:[^\W\d_a-zа-яё]))"
    r"|(?<!\w)(?:translators?|перевод|übersetz(?:t|ung))(?=\s?:|\s(?:von|aus|с|by)\s)",
    re.IGNORECASE,
)
# Lower case, because a name may begin with such a word; and not inside a name such as
# "Center for Asian Studies".
_MARKER = re.compile(
    r"(?<!\w)(?:by|for|from|to|in|into|on\sbehalf\sof|courtesy\sof|с|von|aus|"
    r"with(?:\sthe)?(?:\s(?:help|assistance)\sof)?)(?=[\s:])"
)
# A credit in capitals has them in capitals.
_SHOUTED = re.compile(r"(?<!\w)(?:BY|FOR|FROM|TO)(?=[\s:])")
_OF = re.compile(r"\sof\s", re.IGNORECASE)
# These are names in other languages than that of the verb.
_OF_LANGUAGE = {"von": "übersetz", "aus": "übersetz", "с": "перев"}
_GIVES_NAMES = ("by", "courtesy of", "von")
_INSTITUTIONS = [
    "center",
    "centre",
    "institute",
    "institution",
    "council",
    "committee",
    "foundation",
    "endowment",
    "agency",
    "society",
    "office",
    "ministry",
    "fund",
    "program",
    "programme",
    "project",
    "university",
    "college",
    "archive",
    "archives",
    "library",
    "museum",
    "department",
    "association",
    "commission",
    "academy",
    "school",
    "group",
    "board",
    "service",
    "bureau",
    "embassy",
]
_INNER = re.compile(
    r"(?<!\w)(?:center|centre|institute|council|committee|foundation|endowment|agency|society|office|"
    r"ministry|fund|association|department|commission|school|ministers?|secretary|friends|league|"
    r"journal)\s\Z",
    re.IGNORECASE,
)
# For whom: a siglum is no name of what a center is for.
_WHOM = re.compile(r"(?:for|FOR)\s(?:the\s)?[A-Z]{3,}")
_INSTITUTION = re.compile(rf"(?<!\w)(?:{'|'.join(_INSTITUTIONS)})s?(?!\w)", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s?[,;]\s?(?:and\s|&\s)?|\s(?:and|&|und|и)\s")
_SUFFIX = re.compile(r"(?:Jr|Sr|Ph\.?\s?D|M\.?D|I{2,3}|Esq)\.?", re.IGNORECASE)
_FORMER = re.compile(r"the\s(?:former\s)?")
_LANGUAGE = re.compile(r"(?:(?:the|original)\s){0,2}")


class Thanks(NamedTuple):
    """A credit, by where it stands."""

    activity: str
    agents: tuple[Span, ...] = ()
    for_: Span | None = None
    from_language: Span | None = None
    to: Span | None = None
    holder: Span | None = None


def starts(source: Source) -> list[int]:
    """Give where credits begin in a citation."""
    return [found.start() for found in _START.finditer(source.text)]


def read(source: Source, clause: Span) -> Iterator[Thanks]:
    """Read a clause of one or several credits; its words of grammar are noted in the source."""
    verbs = list(_START.finditer(source.text, *clause))
    for at, verb in enumerate(verbs):
        end = verbs[at + 1].start() if at + 1 < len(verbs) else clause[1]
        source.syntax.append(verb.span())
        yield from _credits(source, verb[0], (verb.end(), end))


def _credits(source: Source, verb: str, tail: Span) -> Iterator[Thanks]:
    activities = [
        ACTIVITIES[word] for word in re.findall(r"\w+", verb.casefold()) if word in ACTIVITIES
    ]
    agents: list[Span] = []
    others: dict[str, Span] = {}
    for marker, span in _arguments(source, verb, tail):
        former = _without_former(source, span)
        if marker == "from" and names.is_institution(source[former]):
            others.setdefault("holder", former)
        elif marker in _GIVES_NAMES or not marker:
            agents.extend(_names(source, span))
        elif marker in ("for", "on behalf of"):
            others.setdefault("for_", span)
        elif marker in ("from", "с", "aus") and (language := _language(source, span)):
            others.setdefault("from_language", language)
            if marker == "с":
                # In Russian, who translated follows the language, in the genitive.
                agents.extend(_names(source, source.trimmed(language[1], span[1])))
        elif marker == "to":
            others.setdefault("to", span)
    for activity in dict.fromkeys(activities):
        yield Thanks(activity, tuple(agents), **others)


def _arguments(source: Source, verb: str, tail: Span) -> Iterator[tuple[str, Span]]:
    """Yield each preposition of a credit with what follows it; "" where a colon stands for one."""
    pattern = _SHOUTED if verb.isupper() else _MARKER
    marks = [
        mark
        for mark in pattern.finditer(source.text, *tail)
        if not _is_in_name(source, mark, verb, tail)
    ]
    first = marks[0].start() if marks else tail[1]
    if of := _OF.match(source.text, *tail):
        source.syntax.append(of.span())
        yield "", _without_and(source, source.trimmed(of.end(), first))
    elif source[tail].lstrip().startswith(":") or source[tail][1:2].isupper():
        yield "", source.trimmed(tail[0], first)
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else tail[1]
        # Who helped has no word of its own: it is left in what was not understood.
        if mark[0].startswith("with"):
            continue
        source.syntax.append(mark.span())
        span = _without_and(source, source.trimmed(mark.end(), end))
        if span[0] < span[1]:
            yield re.sub(r"\s+", " ", mark[0].casefold()), span


def _is_in_name(source: Source, mark: re.Match[str], verb: str, tail: Span) -> bool:
    """Whether what seems to be a preposition of the credit is part of a name."""
    if source.is_inside(mark.start(), source.closed):
        return True
    word = mark[0].casefold()
    if word in _OF_LANGUAGE:
        return not verb.casefold().startswith(_OF_LANGUAGE[word])
    start = max(tail[0], mark.start() - 24)
    return (
        word in ("for", "in", "on behalf of")
        and bool(_INNER.search(source.text, start, mark.start()))
        and not _WHOM.match(source.text, mark.start())
    )


def _without_and(source: Source, span: Span) -> Span:
    """Take the "and" off the end of what stands before the next credit, and a stop."""
    text = source[span]
    if text.casefold().endswith((" and", " &")):
        source.syntax.append((span[1] - 4, span[1]))
        return source.trimmed(span[0], span[0] + text.rfind(" "))
    if text.endswith(".") and source.is_end_of_sentence(span[1] - 1):
        return source.trimmed(span[0], span[1] - 1)
    return span


def _names(source: Source, span: Span) -> list[Span]:
    """Part names at commas and "and", but not inside brackets or an institution's name."""
    found: list[Span] = []
    start = span[0]
    for between in _BETWEEN_NAMES.finditer(source.text, *span):
        before, after = source[start, between.start()], source[between.end(), span[1]]
        if source.is_inside(between.start(), source.closed) or _is_one_name(
            before, between[0], after
        ):
            continue
        source.syntax.append(between.span())
        found.append(source.trimmed(start, between.start()))
        start = between.end()
    found.append(source.trimmed(start, span[1]))
    found = [_without_article(source, each) for each in found]
    return [each for each in found if any(letter.isalnum() for letter in source[each])]


def _without_article(source: Source, span: Span) -> Span:
    if not source[span].startswith("the "):
        return span
    source.syntax.append((span[0], span[0] + 3))
    return span[0] + 4, span[1]


def _without_former(source: Source, span: Span) -> Span:
    """Take "the former" from before the name of an archive."""
    found = _FORMER.match(source.text, *span)
    if found:
        source.syntax.append(found.span())
    return (found.end(), span[1]) if found else span


def _is_one_name(before: str, between: str, after: str) -> bool:
    if _SUFFIX.match(after):
        return True
    if "," in between or ";" in between:
        return False
    first = re.split(r"\s?[,;]\s?", after)[0]
    return " " not in before.strip() and bool(_INSTITUTION.search(first))


def _language(source: Source, span: Span) -> Span | None:
    from muniment.vocabularies.subtags import common_languages

    lead = _LANGUAGE.match(source.text, *span)
    start = lead.end() if lead else span[0]
    end = next((at for at in range(start, span[1]) if not source.text[at].isalpha()), span[1])
    word = source.text[start:end]
    known = {name.casefold() for name in common_languages()}
    if word.casefold() not in known and not re.fullmatch(r"\w{3,}(?:ского|цкого)", word):
        return None
    source.syntax.append((span[0], start))
    return start, end
