"""Texts that say nothing: blank ones, and what is written only so that something stands there.

The words are compared without regard to case, and without the brackets, quotation marks and
punctuation around them: `[Unknown.]`, `"N/A"` and `--none--` are placeholders too, and so is
whatever is nothing but punctuation.
"""

from __future__ import annotations

import re

# No placeholder is longer, with what may stand around it; most real texts are.
LONGEST = 24

# Unicode, Default_Ignorable_Code_Point, and the characters that are blank by their glyph.
_UNSEEN = (
    (0x00, 0x20),
    (0x7F, 0xA0),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x1680, 0x1680),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x206F),
    (0x2800, 0x2800),
    (0x3000, 0x3000),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
)
_BLANK = "".join(chr(code) for first, last in _UNSEEN for code in range(first, last + 1))
_PUNCTUATION = (
    ".,;:!?¿¡…·•*/\\|_~=+#-‐‑‒–—―−()[]{}<>«»‹›\"'`´‘’‚“”„"
    "。、，；：！？（）［］【】「」『』《》〈〉・"
)
# Without the tag characters of the last range: the longer the list, the slower every look.
_AROUND = _PUNCTUATION + "".join(char for char in _BLANK if char < "\U00010000")


def _words(lines: str) -> frozenset[str]:
    """Read words divided by bars, each as it is compared."""
    words = (word for line in lines.splitlines() for word in line.split("|"))
    return frozenset(word.strip(_AROUND).casefold() for word in words) - {""}


COMMON = _words("""
n/a | n.a. | na | n / a | tbd | tba | tbc | to be determined | to be added | to be confirmed
todo | to do | fixme | xx | xxx | placeholder | unknown | not known | unidentified | not identified
not given | not stated | not available | not applicable | not recorded | not specified | not listed
not provided | not found | none | none given | none stated | none known | none listed
none recorded | no | no data | no information | no value | nil | null | nan | undefined
unspecified | unavailable | pending | missing | blank | lorem ipsum | see above | see below
same as above | same as below | as above | ditto | ibid. | ibidem | idem | s.n. | sine nomine
ebenda | ebd. | 同上
unbekannt | nicht bekannt | keine Angabe | keine Angaben | k.A. | keine | entfällt | ohne Angabe
inconnu | inconnue | non connu | non renseigné | aucun | aucune | néant | sans objet
desconocido | desconocida | no consta | no se sabe | sin datos | ninguno | ninguna
sconosciuto | sconosciuta | non noto | nessuno | nessuna | desconhecido | desconhecida | nenhum
неизвестно | неизвестен | неизвестна | не известно | не указано | не указан | не указана
нет | нет данных | нет сведений | н/д | б/н | отсутствует | там же | невідомо | немає
nieznany | nieznane | brak | brak danych | neznámý | neznámé | nepoznato | ismeretlen
不详 | 不詳 | 未知 | 不明 | 無し | なし | 无 | 無 | 暂无 | 미상 | 없음 | 불명
""") | {""}  # What remains of punctuation.

_NO_DATE = _words("""
n.d. | nd | no date | undated | date unknown | unknown date | not dated | s.d. | sine dato
sine die | o.D. | o. D. | ohne Datum | undatiert | o.J. | o. J. | ohne Jahr | s.a. | sine anno
sans date | sin fecha | s.f. | senza data | sem data | б/д | б. д. | б.д. | без даты | б/г | б.г.
б. г. | дата неизвестна | 无日期 | 日期不详 | 日付不明
""")
_NO_PLACE = _words("""
s.l. | sine loco | n.p. | no place | place unknown | unknown place | o.O. | o. O. | ohne Ort
sans lieu | sin lugar | senza luogo | б/м | б. м. | б.м. | без места | 地点不详
""")
_NO_NAME = _words("""
unknown author | author unknown | unknown creator | creator unknown | unknown person | no author
no name | name unknown | unnamed | unbekannter Verfasser | auteur inconnu | автор неизвестен
неизвестный автор | без автора | no creator
""")

_DATE_KEYS = (
    *("date", "issued", "start", "end", "until", "as_of", "temporal"),
    *("created", "modified", "review"),
)
_NAMES = (("creator", "name"), ("contributor", "name"), ("provenance", "agent"))

# What else says nothing, by key or by table and key. The headings are those of a page that was
# copied with nothing under them.
ALSO: dict[str | tuple[str, str], frozenset[str]] = {
    **dict.fromkeys(_DATE_KEYS, _NO_DATE),
    **dict.fromkeys(("spatial", "place", "publisher"), _NO_PLACE),
    **dict.fromkeys(_NAMES, _NO_NAME),
    ("provenance", "from"): _NO_NAME,
    ("provenance", "to"): _NO_NAME,
    ("rights", "holder"): _NO_NAME,
    "citation": _words("source | sources | archive | original archive | citation | reference"),
    ("original_archive", "name"): _words("archive | original archive | repository"),
    ("", "acknowledgement"): _words("acknowledgements | acknowledgments"),
}

_NONE = _words("none | nil | no | keine | aucune | ninguna | nessuna | нет | brak | 无 | 無 | なし")
_CODES = _words("na | no | nan")  # Namibia and Norway; Nauru, Norwegian and Min Nan.
# People are called so.
_SURNAMES = _words("na | no | nan | nil | null | none | blank | brak")

# What says something after all, by key, by table and key, or, with no key, anywhere in a table.
SAYS_SOMETHING: dict[str | tuple[str, str], frozenset[str]] = {
    **dict.fromkeys(("country", "jurisdiction", "language", "lang", "siglum"), _CODES),
    ("original_archive", "name"): _words("na"),  # National Archives, as a citation has it.
    **dict.fromkeys(("family", "given"), _SURNAMES),
    ("rights", "status"): _words("unknown"),  # PREMIS copyrightStatus.
    **dict.fromkeys(("spatial", "place"), _words("nan")),  # A city and a province of Thailand.
    "restriction": _NONE,
    "acknowledgement": _NONE,
    ("access", ""): _NONE,
    ("classification", ""): _NONE,
    ("notice", ""): _NONE,
}

# A title or a signature is what stands on the document, whatever it says; an id is a name.
EXEMPT_KEYS = frozenset({"title", "alternative", "signed", "id"})
# Tables that are exempt, with the keys in them that are not.
EXEMPT_TABLES: dict[str, frozenset[str]] = {
    "title": frozenset(),
    "alternative": frozenset(),
    "local": frozenset(),
    "gap": frozenset({"note"}),
    "record": frozenset({"cataloguer"}),
}

_ANYWHERE = COMMON.union(*ALSO.values())


def is_blank(text: str) -> bool:
    """Tell whether a text is empty or nothing in it is seen: white space, zero-width characters."""
    return not "!" <= text[:1] <= "~" and not text.strip(_BLANK)


def may_say_nothing(text: str) -> bool:
    """Tell whether a text is blank, or would be a placeholder under some key."""
    return (len(text) <= LONGEST and text.strip(_AROUND).casefold() in _ANYWHERE) or is_blank(text)


def is_placeholder(table: str, key: str, text: str) -> bool:
    """Tell whether a text says nothing where it stands, as `N/A`, `[unknown]`, `--` and a blank do.

    `table` is the last table key above the value (`rights`, `contact`; empty at the top of the
    record), `key` the value's own key. A value that says something there is none: the siglum `NA`.
    """
    if len(text) > LONGEST:
        return False
    word = text.strip(_AROUND).casefold()
    return word in _ANYWHERE and _says_nothing(table, key, word)


def _says_nothing(table: str, key: str, word: str) -> bool:
    if key in EXEMPT_KEYS or key not in EXEMPT_TABLES.get(table, (key,)):
        return False
    places = (key, (table, key), (table, ""))
    if any(word in SAYS_SOMETHING.get(place, ()) for place in places):
        return False
    return word in COMMON or any(word in ALSO.get(place, ()) for place in places)


def pattern() -> str:
    """Give a regular expression (ECMA 262, no look-around) that no text passes but what may be

    blank, or a placeholder under some key. It takes some that are neither.
    """
    around = f"[{re.escape(_AROUND)}\U0000fe00-\U0000fe0f\U000e0000-\U000e007f]*"
    words = "|".join(map(re.escape, sorted(_ANYWHERE - {""})))
    return f"(?i:^{around}(?:{words})?{around}$)"
