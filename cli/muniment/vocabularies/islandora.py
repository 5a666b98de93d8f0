"""What the Islandora Starter Site calls things: its fields, its models, its terms of languages.

Terms are named as the site has them when it is installed (assets/migrate/tags.csv, 2026); a site
that renamed them is told by Workbench which it does not find.
"""

from __future__ import annotations

from functools import lru_cache

# Of the content type `islandora_object`, those that a record has something for.
FIELDS = (
    "field_full_title",
    "field_alt_title",
    "field_model",
    "field_resource_type",
    "field_genre",
    "field_linked_agent",
    "field_publisher",
    "field_edtf_date_created",
    "field_edtf_date_issued",
    "field_language",
    "field_extent",
    "field_physical_form",
    "field_identifier",
    "field_local_identifier",
    "field_description",
    "field_subject",
    "field_geographic_subject",
    "field_temporal_subject",
    "field_rights",
    "field_note",
    "field_member_of",
)
# DCMI term -> field, and what stands before the value: the vocabulary of a term, or in a note the
# words that say it is.
PLACES = {
    "alternative": ("field_alt_title", ""),
    "created": ("field_edtf_date_created", ""),
    "issued": ("field_edtf_date_issued", ""),
    "extent": ("field_extent", ""),
    "identifier": ("field_identifier", ""),
    "publisher": ("field_publisher", ""),
    "type": ("field_genre", "genre:"),
    "medium": ("field_physical_form", "physical_form:"),
    "subject": ("field_subject", "subject:"),
    "spatial": ("field_geographic_subject", "geo_location:"),
    "temporal": ("field_temporal_subject", "temporal_subjects:"),
    "rights": ("field_rights", ""),
    "license": ("field_rights", ""),
    "accessRights": ("field_rights", ""),
    "rightsHolder": ("field_rights", "Rights holder: "),
    "description": ("field_note", ""),
    "provenance": ("field_note", "Custody: "),
    "source": ("field_note", "Source: "),
    "bibliographicCitation": ("field_note", "Archival reference: "),
    "format": ("field_note", "Media type: "),
    "isPartOf": ("field_note", "Part of: "),
    "isVersionOf": ("field_note", "Version of: "),
    "hasVersion": ("field_note", "Other version: "),
    "isFormatOf": ("field_note", "Another format of: "),
    "hasFormat": ("field_note", "In another format: "),
    "hasPart": ("field_note", "Has part: "),
    "references": ("field_note", "Refers to: "),
    "isReferencedBy": ("field_note", "Referred to by: "),
    "replaces": ("field_note", "Replaces: "),
    "isReplacedBy": ("field_note", "Replaced by: "),
    "requires": ("field_note", "Requires: "),
    "isRequiredBy": ("field_note", "Required by: "),
    "relation": ("field_note", "Related to: "),
}
# Fields whose values are terms, each behind its vocabulary.
TERMS = frozenset(field for field, words in PLACES.values() if words.endswith(":"))
# How many characters a value may have (field.storage.node.*): the rest is cut off.
LONGEST = {
    "title": 255,
    "field_alt_title": 255,
    "field_extent": 255,
    "field_identifier": 255,
    "field_local_identifier": 255,
    "field_linked_agent": 255,
    "field_publisher": 500,
    **dict.fromkeys(TERMS, 255),
}
# DCMI type -> the term of the vocabulary `islandora_models` that says how a node is shown.
_MODELS = {
    "Collection": "Collection",
    "Image": "Image",
    "MovingImage": "Video",
    "PhysicalObject": "Image",
    "Sound": "Audio",
    "StillImage": "Image",
    "Text": "Digital Document",
}
# DCMI type -> the term of the vocabulary `resource_types`, which has none for events and services.
_RESOURCE_TYPES = {
    "Collection": "Collection",
    "Dataset": "Dataset",
    "Image": "Still Image",
    "InteractiveResource": "Multimedia",
    "MovingImage": "Moving Image",
    "PhysicalObject": "Artifact",
    "Software": "Software",
    "Sound": "Audio",
    "StillImage": "Still Image",
    "Text": "Text",
}
# Levels of description that hold others: what belongs to them is shown below them.
HOLDING = frozenset({"fonds", "subfonds", "series", "subseries", "collection"})
# The vocabulary of each kind of agent.
AGENTS = {"person": "person", "organization": "corporate_body", "family": "family"}
# MARC relators that the field of the agents does not offer; it has all others.
NO_RELATORS = frozenset({"pbl", "pup"})

_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-2/"
# ISO 639-1 -> the code in the address of the site's term, which is at times that of ISO 639-2/B
# and at times that of 639-2/T.
_CODES = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak
be:bel bg:bul bi:bis bm:bam bn:ben bo:bod br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre
cs:ces cu:chu cv:chv cy:cym da:dan de:deu dv:div dz:dzo ee:ewe el:ell en:eng eo:epo es:spa
et:est eu:baq fa:fas ff:ful fi:fin fj:fij fo:fao fr:fra fy:fry ga:gle gd:gla gl:glg gn:grn
gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:arm hz:her ia:ina id:ind
ie:ile ig:ibo ii:iii ik:ipk io:ido is:ice it:ita iu:iku ja:jpn jv:jav ka:geo kg:kon ki:kik
kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat
lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao mk:mac ml:mal
mn:mon mr:mar ms:may mt:mlt my:bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:dut nn:nno no:nor
nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por
qu:que rm:roh rn:run ro:ron ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk
sl:slv sm:smo sn:sna so:som sq:alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel
tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig
uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:chi
zu:zul
"""


def model(dcmi_type: str | None, level: str | None) -> str | None:
    """Give the model of a record by its type; what holds other records is a collection.

    None where the record says neither; what the site has no model for is a file among files.
    """
    if level in HOLDING:
        return "Collection"
    return _MODELS.get(dcmi_type, "Binary") if dcmi_type else None


def resource_type(dcmi_type: str) -> str | None:
    """Give the site's word for a DCMI type, or None where it has none."""
    return _RESOURCE_TYPES.get(dcmi_type)


def language(tag: str) -> str | None:
    """Give the address of the term of a tag's language, if that has a code of two letters."""
    code = _codes().get(tag.partition("-")[0].lower())
    return _LANGUAGE + code if code else None


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {pair[:2]: pair[3:] for pair in _CODES.split()}
