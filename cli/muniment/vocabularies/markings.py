"""Security markings, in the languages of the archives: which text still names one.

Only what begins with a marking counts, and says nothing of its having ended.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_LONGEST = 200
# Longer ones first, where one begins as another does.
_MARKINGS = (
    # English: of the United States, the United Kingdom, NATO, the European Union.
    *("top secret", "most secret", "secret", "confidential", "restricted data", "restricted"),
    *("official sensitive", "for official use only", "limited official use", "eyes only"),
    # German, of both states.
    *("streng geheim", "geheime verschlusssache", "geheim"),
    *("vertrauliche verschlusssache", "vertrauliche dienstsache"),
    *("vertraulich", "vs nfd", "vs vertraulich", "vs geheim", "vs streng geheim"),
    *("vs nur für den dienstgebrauch", "nur für den dienstgebrauch"),
    # Russian, in Cyrillic and transliterated; Ukrainian; Bulgarian.
    *("совершенно секретно", "строго секретно", "сов секретно", "секретно", "особой важности"),
    *("особая папка", "для служебного пользования", "дсп", "цілком таємно", "таємно"),
    *("для службового користування", "поверително", "строго поверително"),
    *("sovershenno sekretno", "sov sekretno", "strogo sekretno", "sekretno", "osoboi vazhnosti"),
    *("osobaia papka", "osobaya papka", "dlia sluzhebnogo polzovaniia"),
    # French, Spanish, Portuguese, Italian, Romanian.
    *("très secret défense", "très secret", "secret défense", "confidentiel défense"),
    *("confidentiel", "diffusion restreinte", "secreto", "reservado", "confidencial"),
    *("difusión limitada", "ultrassecreto", "segretissimo", "segreto", "riservatissimo"),
    *("riservato", "strict secret"),
    # Polish, Czech, Slovak, Hungarian.
    *("ściśle tajne", "tajne", "poufne", "zastrzeżone", "přísně tajné", "tajné", "prísne tajné"),
    *("důvěrné", "vyhrazené", "szigorúan titkos", "titkos", "bizalmas"),
    # Chinese.
    *("绝密", "机密", "秘密", "絕密", "機密"),
)
_BEFORE = (
    r"(?:(?:still|now|downgraded to|regraded|reclassified as|classified|cosmic|nato|eu|ue|uk|us)"
    r"\s){0,3}"
)
_MARKING = re.compile(rf"{_BEFORE}({'|'.join(sorted(_MARKINGS, key=len, reverse=True))})(?!\w)")
_ENDED = re.compile(
    r"\bde-?class|\bun-?class|\bun-?restrict|\bformer|\bwas\b|\buntil\b|\btill\b|\blifted|\bcancel"
    r"|\bremoved|\breleased?\b|\bended\b|\bexpired?\b|\bno longer\b|\bnot\b|\bopen(?:ed)?\b"
    r"|\bpublic|\bsanitized|\bredacted|\bpreviously\b|\boriginally\b|\bonce\b|\bnone\b|\bhistoric"
    r"|\bfrei|\boffen|\baufgehoben|\behemal|\bfrüher|\bbis\b|\bherabgestuft|\bnicht\b|\bauszug"
    r"|рассекр|снят|открыт|\bдо\b|\bне\b|розсекр|знят|rassekr|sniat|\blevée?|\bdéclass|\bjusqu|\bancien"
    r"|\bdesclas|\bdeclas|\bhasta\b|\bfino\b|\bodtajn|\bzniesion|\bodtaj|\bfeloldva|解密|公开|公開|→|->"
)
_JOINTS = re.compile(r"[\s.,:;/\\\[\](){}\"'«»“”„*_‐‑–—-]+")


def marking(text: str) -> str:
    """Give the marking that a text still names, "" where it names none or says that it has ended.

    `Secret`, `TOP SECRET//SI` and `Сов. секретно` name one; `Declassified`, `Unclassified`, `None`
    and `Secret until 1995` do not.
    """
    # The look-up remembers what it was asked: nothing huge.
    return _marking(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=1024)
def _marking(text: str) -> str:
    folded = normalize("NFC", text).casefold()
    if _ENDED.search(folded):
        return ""
    found = _MARKING.match(_JOINTS.sub(" ", folded).strip())
    return found[1] if found else ""
