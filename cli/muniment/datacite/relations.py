"""What a document belongs to, derives from and stands beside, as DataCite relates resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.datacite.subjects import general_type
from muniment.elements import Leaf
from muniment.vocabularies import identifier_schemes as schemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record

# DCMI term -> relationType (DataCite 4.7, appendix 1.6). What has formats was there before them.
_RELATIONS = {
    "isPartOf": "IsPartOf",
    "hasPart": "HasPart",
    "isVersionOf": "IsVersionOf",
    "hasVersion": "HasVersion",
    "isFormatOf": "IsVariantFormOf",
    "hasFormat": "IsOriginalFormOf",
    "references": "References",
    "isReferencedBy": "IsReferencedBy",
    "replaces": "Obsoletes",
    "isReplacedBy": "IsObsoletedBy",
    "requires": "Requires",
    "isRequiredBy": "IsRequiredBy",
    "relation": "Other",
    "source": "IsDerivedFrom",
}
_ORIGINALS = frozenset({"original", "copy", "microfilm"})


def related(record: Record, statements: Sequence[Statement]) -> Iterator[Leaf]:
    """Yield what has an identifier (12), and then what has a name only, as items (20)."""
    found = [
        (each, _relation(record, each), schemes.kind(each.value))
        for each in statements
        if each.term in _RELATIONS
    ]
    for index, (each, relation, kind) in enumerate(each for each in found if each[2]):
        path = ("relatedIdentifiers", f"relatedIdentifier#{index}")
        value = schemes.doi(each.value) if kind == schemes.DOI else each.value
        yield Leaf(path, value, each.of)
        yield Leaf((*path, "@relatedIdentifierType"), kind)
        yield from _type(path, relation)
    for index, (each, relation, _) in enumerate(each for each in found if not each[2]):
        path = ("relatedItems", f"relatedItem#{index}")
        yield Leaf((*path, "@relatedItemType"), _general(record, each))
        yield from _type(path, relation)
        yield Leaf((*path, "titles", "title"), each.value, each.of)


def _type(path: tuple[str, ...], relation: str) -> Iterator[Leaf]:
    yield Leaf((*path, "@relationType"), relation)
    if relation == "Other":
        yield Leaf((*path, "@relationTypeInformation"), "related")


def _relation(record: Record, each: Statement) -> str:
    """Tell what a source is to the document: a translation has the original for one."""
    table, _, rest = each.of[0].partition(".")
    if each.term != "source" or record.describes != "translation":
        return _RELATIONS[each.term]
    at = int(rest.partition(".")[0])
    if table == "source":
        is_original = record.source[at].kind in _ORIGINALS
    else:
        is_original = record.original_archive[at].holds != "copy"
    return "IsTranslationOf" if is_original else "IsDerivedFrom"


def _general(record: Record, each: Statement) -> str:
    if each.term == "isPartOf":
        return "Collection"
    return (general_type(record) if each.term == "source" else "") or "Other"
