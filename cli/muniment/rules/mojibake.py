"""The letters of a text are those that were meant, not what a wrong encoding made of them.

A text that was saved as UTF-8 and read as Windows-1252 says "Ð¢ÐµÐ»ÐµÐ³Ñ€Ð°Ð¼Ð¼Ð°" for
"Телеграмма": nobody can read it, and no search finds it. Words that only look so (SÃO PAULO,
"âge") are none. `--fix` writes the letters anew where the whole text can be read back and nothing
else can have been meant; a single pair of letters, or a part of a text, is left to a person.
Verbatim texts (`citation`, `statement`, `signed`) may have it from their source: only a note.

Passes:

    title = "Telegrama de SÃO PAULO"

Fails:

    title = "Ð¢ÐµÐ»ÐµÐ³Ñ€Ð°Ð¼Ð¼Ð°"
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from muniment.finding import Edit, Problem
from muniment.texts import ODD, is_verbatim, may_be_mended
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL = "warning"
FIXES = True

# What UTF-8 was read as, by the name of the codec.
_ENCODINGS = {
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
    "cp1250": "Windows-1250",
    "cp866": "code page 866",
    "koi8_r": "KOI8-R",
}
# Letters and signs that somebody may have meant. C1 controls come about where it happened twice.
_GROUPS = (
    r"\u0370-\u03ff\u1f00-\u1fff",
    r"\u0400-\u052f",
    r"\u05d0-\u05ea",
    r"\u0600-\u06ff",
    r"\u0e00-\u0e7f",
    r"\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e",
)
_LATIN = (
    r"\u0080-\u017f\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u0218-\u021b\u0300-\u036f\u1e00-\u1eff"
    r"\u2010-\u205e\u20ac\u2116\u2122\ufeff\U0001f300-\U0001faff"
)
# One of these may stand alone in a text; one letter of another alphabet hardly does.
_ALONE = r"[\u00a0-\u00ff\u2010-\u203a\u20ac\u2116\u2122]"
# A text that went wrong thrice still gets right at one go.
_TIMES = 3
_EXCERPT = 200
# These may follow a letter: with nothing else to tell, "IRMÃ…" is what it says.
_AFTER_A_LETTER = frozenset("…’”–—‘“•™")


class _Run(NamedTuple):
    """A stretch of a text, what it is when read as UTF-8, and whether it may not be itself."""

    start: int
    end: int
    letters: str
    is_telling: bool


class _Reading(NamedTuple):
    """How a text can be read back: what was read as what, and an excerpt of what was meant.

    `text` is the whole, if that is certain; `covered` counts the letters that are mended.
    """

    mistake: str
    excerpt: str
    text: str = ""
    covered: int = 0


def check_text(key: str, text: str) -> Iterator[Problem]:
    """Yield a problem where letters of a text are those of a wrong encoding."""
    if text.isascii() or not _odd().search(text):
        return
    reading = _utf_8(text) or _single_bytes(text)
    if reading is None:
        return
    yield Problem(
        key,
        f"letters of the text are garbled, so that no search finds it: {reading.mistake}, and what "
        f"was meant is probably {shown(reading.excerpt)}",
        "Write it as its source has it.",
        (Edit(key, reading.text),) if reading.text and may_be_mended(key) else (),
        "note" if is_verbatim(key) else None,
        in_file=True,
    )


def is_garbled(text: str) -> bool:
    """Tell whether this rule finds anything, so that odd signs of a text are parts of letters."""
    return any(check_text("", text))


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(ODD["mojibake"])


@cache
def _bytes(encoding: str) -> dict[str, int]:
    """Give the byte, from 80 on, that each letter of an encoding stands for."""
    table: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        table.setdefault(bytes([byte]).decode(encoding, "ignore"), byte)
        # Latin-1, which is often taken for Windows-1252, has controls there; and so have bytes that
        # mean nothing, in browsers.
        if byte < 0xA0 and encoding.startswith("cp125"):
            table.setdefault(chr(byte), byte)
    table.pop("", None)
    return table


@cache
def _sequences(encoding: str) -> re.Pattern[str]:
    """Find runs of letters whose bytes may be UTF-8."""
    table = _bytes(encoding)

    def letters(first: int, last: int) -> str:
        return f"[{''.join(char for char, byte in table.items() if first <= byte <= last)}]"

    then = letters(0x80, 0xBF)
    two, three, four = letters(0xC2, 0xDF), letters(0xE0, 0xEF), letters(0xF0, 0xF4)
    return re.compile(f"(?:{two}{then}|{three}{then}{{2}}|{four}{then}{{3}})+")


@cache
def _likely() -> re.Pattern[str]:
    return re.compile(f"[{_LATIN}{''.join(_GROUPS)}]+")


def _runs(text: str, encoding: str) -> Iterator[_Run]:
    table = _bytes(encoding)
    for found in _sequences(encoding).finditer(text):
        try:
            letters = bytes(map(table.__getitem__, found[0])).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _likely().fullmatch(letters):
            start, end = found.span()
            is_telling = _odd().search(text, max(start - 1, 0), end + 1) is not None
            yield _Run(start, end, letters, is_telling)


def _utf_8(text: str) -> _Reading | None:
    """Give how a text can be read back to UTF-8, as often as it went wrong."""
    first = reading = _best(text)
    for _ in range(_TIMES - 1):
        if reading is None or not reading.text:
            break
        reading = _best(reading.text)
        if reading and reading.text:
            first = reading._replace(mistake=first.mistake if first else reading.mistake)
    if first and re.search("[\x80-\x9f]", first.text):
        return first._replace(text="")
    return first


def _best(text: str) -> _Reading | None:
    """Give the reading that mends most of a text."""
    found = [_reading(text, encoding) for encoding in _ENCODINGS]
    return max(filter(None, found), key=lambda each: (bool(each.text), each.covered), default=None)


def _reading(text: str, encoding: str) -> _Reading | None:
    runs = list(_runs(text, encoding))
    covered = sum(run.end - run.start for run in runs)
    is_whole = covered == sum(1 for char in text if char > "\x7f")
    if not is_whole:
        # Beside letters that are right, one pair may be right as well.
        runs = [run for run in runs if encoding == "cp1252" or not _is_one_letter(run)]
    telling = [run for run in runs if run.is_telling]
    if not telling:
        return None
    is_certain = is_whole and _is_certain(text, runs, encoding)
    wrong = runs if is_whole else telling
    return _Reading(
        f"UTF-8 was read as {_ENCODINGS[encoding]}",
        _excerpt(text, wrong),
        _mended(text, wrong) if is_certain else "",
        covered,
    )


def _is_one_letter(run: _Run) -> bool:
    return len(run.letters) == 1 and run.letters < "\u2000"


def _is_certain(text: str, runs: list[_Run], encoding: str) -> bool:
    """Whether a text that can be read back as a whole cannot mean what it says."""
    letters = "".join(run.letters for run in runs)
    if len(letters) == 1:
        start, end = runs[0].start, runs[0].end
        return bool(re.fullmatch(_ALONE, letters)) and any(
            _bytes(encoding)[char] < 0xA0 and char not in _AFTER_A_LETTER
            for char in text[start + 1 : end]
        )
    return sum(1 for group in _GROUPS if re.search(f"[{group}]", letters)) <= 1


def _mended(text: str, runs: list[_Run]) -> str:
    done, at = [], 0
    for run in runs:
        done += [text[at : run.start], run.letters]
        at = run.end
    return "".join([*done, text[at:]])


def _excerpt(text: str, runs: list[_Run]) -> str:
    """Give the mended text from the word on in which the first run stands."""
    at = runs[0].start
    start = text.rfind(" ", max(at - 30, 0), at) + 1 or max(at - 30, 0)
    cut = [
        run._replace(start=run.start - start, end=run.end - start)
        for run in runs
        if start <= run.start and run.end <= start + _EXCERPT
    ]
    return _mended(text[start : start + _EXCERPT], cut)


def _single_bytes(text: str) -> _Reading | None:
    """Give how a text in an alphabet of single bytes, which was read as Windows-1252, may read.

    Never certain: Greek looks like that too.
    """
    for found in re.finditer("[À-ÖØ-öø-ÿ]{5,}", text):
        if len(set(found[0])) < 3:
            continue
        word = found[0].encode("cp1252")
        # KOI8-R has capitals where Windows-1251 has small letters.
        is_koi = not word.decode("cp1251")[1:].islower() and word.decode("koi8_r")[1:].islower()
        encoding = "koi8_r" if is_koi else "cp1251"
        around = text[found.start() : found.start() + _EXCERPT].encode("cp1252", "replace")
        name = _ENCODINGS[encoding]
        return _Reading(
            f"{name} was perhaps read as Windows-1252", around.decode(encoding, "replace")
        )
    return None
