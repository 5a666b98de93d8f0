"""The words of the grammar of citations that are neither levels nor names."""

from __future__ import annotations

import re

from muniment.vocabularies import levels

# What each verb of a credit says was done: as PREMIS and records call it, where they have a word.
ACTIVITIES = {
    "translated": "translation",
    "retranslated": "translation",
    "translation": "translation",
    "translations": "translation",
    "translator": "translation",
    "translators": "translation",
    "trans": "translation",
    "trad": "translation",
    "transl": "translation",
    "tr": "translation",
    "obtained": "acquisition",
    "acquired": "acquisition",
    "contributed": "contribution",
    "provided": "provision",
    "supplied": "provision",
    "furnished": "provision",
    "shared": "provision",
    "submitted": "contribution",
    "donated": "donation",
    "courtesy": "provision",
    "edited": "editing",
    "revised": "revision",
    "annotated": "annotation",
    "introduced": "introduction",
    "introduction": "introduction",
    "selected": "selection",
    "compiled": "compilation",
    "transcribed": "transcription",
    "transliterated": "transliteration",
    "copied": "copying",
    "photocopied": "copying",
    "scanned": "digitization",
    "digitized": "digitization",
    "located": "location",
    "discovered": "location",
    "found": "location",
    "prepared": "preparation",
    "перевод": "translation",
    "перевел": "translation",
    "перевела": "translation",
    "übersetzt": "translation",
    "übersetzung": "translation",
}
# What may stand before a citation, with a colon.
LABELS = (
    "source|sources|source text|citation|archive|archives|archival source|original source|"
    "repository|archivsignatur|signatur|catalogue reference|file reference|file references|"
    "reference|references|department reference|document source|shelfmark|call number|источник|"
    "quelle|fonte"
)
# What parts names and says where a copy is, or where something was printed.
_OTHERS = """
a an and also another and are as at by copies copy courtesy deposited document documents first for
from full generously graciously had has have held helped in into is it its kept kindly made
available located microfilm no nos nr number of on file original originally originals other
photocopy photocopies preserved previously printed reprinted published republished reproduced quoted
cited excerpted appeared appears later stored subsequently text the this to und via was were with
off them behalf assistance help which can be found additional second these there enclosed
language or und former hereafter henceforth hereinafter see kopie kopia xerox originál oryginał
gleichlautend abschrift durchschlag von aus dem
i и с г в из языка опубл опубликовано опубликован опубликована напечатан см копия копии подлинник
оригинал g 第 页
"""
# After these a stop ends no sentence.
_SHORTENED = """
no nos nr vol vols v p pp ed eds trans transl tr trad bk bks ch chs chap ser dr mr mrs ms st jr sr
prof gen col lt maj capt sgt dept univ inst fig cf u.s d.c ph.d m.d u.k u.n fn n ff ibid sec art pt
pts app ca c min amb gov sen rep rev hon tel doc docs cie co corp inc ltd bull est coll sygn perech
dep abt dir sect sekt wydz nl kart fasc fldr ст т тт с сс см г гг д др им изд ред кн вып
"""
_PARTS = re.compile(r"[^\W_]+")
# Of the words of levels, those that are cut short; the longer ones may end a sentence.
_LONGEST_SHORT = 3


def _level_words() -> set[str]:
    words = (word for level in levels.levels() for word in level.words)
    return {part for word in words for part in _PARTS.findall(word)}


ABBREVIATIONS = frozenset(
    [*_SHORTENED.split(), *(word for word in _level_words() if len(word) <= _LONGEST_SHORT)]
)
# What is no name and no value: of these nothing need be kept.
GRAMMAR = frozenset(
    [*ACTIVITIES, *_OTHERS.split(), *_PARTS.findall(LABELS), *_level_words(), "përktheu"]
)
