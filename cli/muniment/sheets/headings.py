"""What a heading stands for: Dublin Core, DSpace, Omeka, Islandora, and words of three languages.

A heading is understood for certain where it has one meaning; of the others the likely one is
proposed, for somebody to look at.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from muniment.outline import outline
from muniment.vocabularies import language_hints, languages


class Meaning(NamedTuple):
    """The keys that a column may fill, the first that takes a value, and how its values are read.

    Without keys the column is known, and nothing of it is for a record. `dialect` is that of the
    headings, which says what parts values: a bar, or two.
    """

    keys: tuple[str, ...]
    is_certain: bool = True
    lang: str = ""
    also: tuple[tuple[str, str], ...] = ()
    apart: bool = False
    labelled: bool = False
    dialect: str = ""


# Each term of DCMI by its local name in lower case; a term of addresses has another line below.
_TERMS: dict[str, str] = {
    "title": "title alternative", "alternative": "alternative", "creator": "creator.name",
    "contributor": "contributor.name", "publisher": "publisher", "created": "date",
    "date": "date", "issued": "issued", "type": "type genre", "format": "format",
    "medium": "format", "extent": "extent", "language": "language", "identifier": "identifier",
    "bibliographiccitation": "source.citation identifier", "source": "source.citation",
    "ispartof": "relation.related", "isversionof": "relation.is_version_of",
    "hasversion": "relation.has_version", "isformatof": "relation.is_format_of",
    "hasformat": "relation.has_format", "haspart": "relation.has_part",
    "references": "relation.references", "isreferencedby": "relation.is_referenced_by",
    "replaces": "relation.replaces", "isreplacedby": "relation.is_replaced_by",
    "requires": "relation.requires", "isrequiredby": "relation.is_required_by",
    "relation": "relation.related", "subject": "subject", "spatial": "spatial",
    "temporal": "temporal", "coverage": "temporal spatial", "description": "description",
    "abstract": "description", "provenance": "provenance.note",
    "rights": "rights.uri rights.statement", "license": "rights.uri rights.statement",
    "rightsholder": "rights.holder", "accessrights": "access.status access.statement",
}  # fmt: skip
_ADDRESSES: dict[str, str] = {
    "creator": "creator.uri", "contributor": "contributor.uri", "publisher": "publisher.uri",
    "subject": "subject.uri", "spatial": "spatial.uri", "source": "source.url",
    "identifier": "url identifier", "rights": "rights.uri", "license": "rights.uri",
}  # fmt: skip
# What DSpace, and libraries before it, call what DCMI has a term for.
_QUALIFIED: dict[str, str] = {
    "title.alternative": "alternative", "date.created": "created", "date.issued": "issued",
    "contributor.author": "creator", "contributor.other": "contributor",
    "coverage.spatial": "spatial", "coverage.temporal": "temporal", "format.extent": "extent",
    "format.medium": "medium", "format.mimetype": "format", "language.iso": "language",
    "description.abstract": "abstract", "identifier.citation": "bibliographiccitation",
    "identifier.other": "identifier", "description.statementofresponsibility": "description",
    "rights.holder": "rightsholder",
    "rights.license": "license", "rights.accessrights": "accessrights", "type.genre": "type",
    "relation.isbasedon": "source", "relation.uri": "relation",
    **{f"relation.{term}": term for term in _TERMS if term.startswith(("is", "has", "re"))},
}  # fmt: skip
_QUALIFIED_ADDRESSES = {"rights.uri": "rights", "identifier.uri": "identifier"}
_ROLES = {
    "contributor.editor": "edt", "contributor.translator": "trl", "contributor.illustrator": "ill",
}  # fmt: skip
_SPONSORS = "description.sponsorship"
# For administrators: dates of the system, its own messages.
_OF_THE_SYSTEM = frozenset(
    {"date.accessioned", "date.available", "description.provenance", "date.updated"}
)
_DUBLIN_CORE = re.compile(
    r"(?P<scheme>dc|dcterms|dct|dcterm|dublin core)\s*(?P<mark>[.:_])\s*"
    r"(?P<term>[a-z]+)(?:[._](?P<qualifier>[a-z]+))?"
    r"(?:\[(?P<lang>[a-z_-]*)\]|@(?P<at>[a-z-]+))?(?P<uri>\^\^uri)?",
    re.IGNORECASE,
)
# Omeka Classic, and the labels of DCMI: "Date Created", "Rights Holder".
_LABELS: dict[str, str] = {
    "date created": "created", "date issued": "issued", "alternative title": "alternative",
    "rights holder": "rightsholder", "access rights": "accessrights", "is part of": "ispartof",
    "is version of": "isversionof", "has version": "hasversion", "is format of": "isformatof",
    "has format": "hasformat", "has part": "haspart", "is referenced by": "isreferencedby",
    "is replaced by": "isreplacedby", "is required by": "isrequiredby",
    "spatial coverage": "spatial", "temporal coverage": "temporal",
    "bibliographic citation": "bibliographiccitation",
}  # fmt: skip
# By key: what stands above it; the words behind the star may mean something else as well.
_WORDS: dict[str, str] = {
    "id": "id",
    "title": "titel|название|заглавие|заголовок * name|bezeichnung|betreff|наименование",
    "alternative": "other title|subtitle|weiterer titel|untertitel|подзаголовок",
    "date": "datum|дата|entstehungsdatum|дата создания|date of creation|creation date "
    "* jahr|year|год|laufzeit|datierung|dates|даты",
    "issued": "publication date|date of publication|erscheinungsdatum|veröffentlicht am"
    "|дата публикации",
    "creator.name": "author|authors|verfasser|verfasserin|autor|autorin|autoren|автор|авторы"
    " * absender|sender|creators|urheber|отправитель|создатель|from|von",
    "contributor.name": "contributors|beteiligte|mitwirkende|участник|участники",
    "type": "typ|тип",
    "genre": "document type|dokumenttyp|gattung|dokumentart|вид документа|жанр * art|вид|form",
    "language": "languages|sprache|sprachen|язык|языки",
    "description": "summary|beschreibung|inhalt|zusammenfassung|regest|описание|содержание"
    "|аннотация * scope and content|enthält|notes",
    "subject": "subjects|keyword|keywords|schlagwort|schlagwörter|schlagworte|thema|themen|тема"
    "|темы|ключевые слова * tags|stichwort|stichwörter",
    "spatial": "geografikum|geographischer bezug|географический охват"
    " * place|places|ort|orte|место|места|location",
    "temporal": "period|zeitraum|период",
    "extent": "umfang|объем|объём|pages|seiten|листов",
    "format": "material|материал * medium|формат",
    "publisher": "verlag|herausgebende stelle|издатель",
    "identifier": "identifiers|inventory number|inventarnummer|doi|ark|handle|инвентарный номер",
    "url": "link|webseite|ссылка|permalink",
    "acknowledgement": "acknowledgements|acknowledgments|sponsor|dank|благодарность",
    "source.citation": "citation|quelle|источник|fundstelle|source citation * zitat",
    "original_archive.name": "original archive|holding institution|holding archive|repository"
    "|archiv|архив|aufbewahrungsort|место хранения * archive|institution|organisation",
    "original_archive.reference": "reference code|archival reference|signatur|archivsignatur"
    "|call number|shelfmark|shelf mark|шифр|архивный шифр|reference number * reference|bestand",
    "rights.statement": "copyright|rights statement|rechte|rechtehinweis|права"
    "|авторские права * nutzungsbedingungen|lizenz|licence|terms of use",
    "rights.uri": "rights uri|license uri|licence uri|rights url|license url",
    "rights.holder": "copyright holder|rechteinhaber|правообладатель",
    "rights.contact.name": "rights contact|ansprechpartner|контактное лицо * contact|kontakt",
    "rights.contact.email": "rights e-mail|rights email|rights contact email * e-mail|email",
    "access.statement": "access|access conditions|conditions of access|zugang|benutzung|доступ"
    "|условия доступа * zugangsbeschränkung|restrictions",
    "classification.original": "security classification|geheimhaltungsgrad|гриф секретности|гриф"
    " * classification|klassifikation",
    "provenance.note": "custodial history|archival history|bestandsgeschichte|история хранения"
    " * provenienz|происхождение|ownership",
    "local.note": " * note|bemerkung|bemerkungen|anmerkung|примечание|примечания|comment|comments",
    "local.collection": "collection * sammlung|fonds|коллекция",
}
_ISLANDORA: dict[str, str] = {
    "field_edtf_date_created": "date", "field_edtf_date_issued": "issued",
    "field_description": "description", "field_description_long": "description",
    "field_rights": "rights.uri rights.statement", "field_language": "language",
    "field_extent": "extent", "field_physical_form": "format", "field_genre": "genre",
    "field_subject": "subject", "field_subject_general": "subject",
    "field_geographic_subject": "spatial", "field_identifier": "identifier",
    "field_local_identifier": "identifier", "field_alternative_title": "alternative",
    "field_alt_title": "alternative", "field_publisher": "publisher",
    "field_full_title": "alternative", "field_resource_type": "type genre",
    "field_temporal_subject": "temporal", "field_note": "local.note", "parent_id": "part_of",
    "field_model": "", "field_member_of": "", "published": "", "checksum": "", "file": "",
}  # fmt: skip
# What CSV Import of Omeka S is told by hand: only where the files are is of the document.
_OMEKA: dict[str, str] = {
    "media_url": "file.url", "resource_class": "", "visibility": "", "item_set": "",
}  # fmt: skip
_LOADERS = {
    heading: Meaning(tuple(keys.split()), dialect="terms") for heading, keys in _OMEKA.items()
} | {
    heading: Meaning(tuple(keys.split()), dialect="islandora")
    for heading, keys in _ISLANDORA.items()
}


def meaning(heading: str) -> Meaning | None:
    """Say what a heading stands for, or None where it is not understood."""
    word = " ".join(heading.split()).casefold()
    if found := _DUBLIN_CORE.fullmatch(word):
        return _dublin_core(heading, found)
    if said := _LOADERS.get(word):
        return said
    own = outline().get(tuple(word.split(".")))
    if own and "." in word and not own.table:
        return Meaning((word,), also=_also(word))
    word = word.replace("_", " ").rstrip(":*. ")
    term = _LABELS.get(word, word)
    return _term(term, "") if term in _TERMS else _word(word)


def _word(word: str) -> Meaning | None:
    for key, words in _WORDS.items() if word else ():
        certain, _, likely = words.partition("*")
        is_certain = word == key or word in _parted(certain)
        if is_certain or word in _parted(likely):
            return Meaning((key,), is_certain=is_certain, also=_also(key))
    return None


def _parted(words: str) -> list[str]:
    return [word.strip() for word in words.split("|")]


def _also(key: str) -> tuple[tuple[str, str], ...]:
    return (("activity", "custody"),) if key == "provenance.note" else ()


def _dublin_core(heading: str, found: re.Match[str]) -> Meaning | None:
    dialect = "dspace" if found["mark"] == "." else "terms"
    lang = _lang(found["lang"] or found["at"] or "")
    term = found["term"]
    if found["qualifier"]:
        return _qualified(f"{term}.{found['qualifier']}", lang)
    if found["uri"] or heading.startswith("DCTERMS"):
        keys = _ADDRESSES.get(term, _TERMS.get(term, "")).split()
        labelled = not found["uri"]
        said = Meaning(tuple(keys), apart=True, labelled=labelled, dialect=dialect)
        return said if keys else None
    return _term(term, dialect, lang)


def _term(term: str, dialect: str, lang: str = "") -> Meaning | None:
    if term not in _TERMS:
        return None
    also = _also(_TERMS[term])
    return Meaning(tuple(_TERMS[term].split()), lang=lang, also=also, dialect=dialect or "label")


def _qualified(name: str, lang: str) -> Meaning | None:
    if name in _OF_THE_SYSTEM:
        return Meaning((), dialect="dspace")
    if name == _SPONSORS:
        return Meaning(("acknowledgement",), dialect="dspace")
    if name in _ROLES:
        return Meaning(("contributor.name",), also=(("role", _ROLES[name]),), dialect="dspace")
    if name in _QUALIFIED_ADDRESSES:
        keys = _ADDRESSES[_QUALIFIED_ADDRESSES[name]]
        return Meaning(tuple(keys.split()), apart=True, dialect="dspace")
    return _term(_QUALIFIED.get(name, ""), "dspace", lang)


def _lang(written: str) -> str:
    """Give the tag of a language as a heading writes it: `en_US` is `en-US`."""
    if not written or languages.fault(written) is None:
        return written
    tags = language_hints.certain(written)
    return tags[0] if len(tags) == 1 else ""
