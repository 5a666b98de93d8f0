"""The tables of a record that say what it is: creator, source, archive, provenance and others."""

from __future__ import annotations

from typing import Literal

from muniment.values import (
    Activity,
    Country,
    Date,
    Language,
    Layer,
    Model,
    References,
    Relator,
    Strings,
    key,
)


class Agent(Model):
    """Who made the document, or had a part in it."""

    name: str | None = key("Name", "The name, as it is to be filed.", "Stalin, Joseph")
    kind: Literal["person", "organization", "family"] | None = key(
        "Kind", "A person, an organization or a family.", "person"
    )
    role: Relator | None = key(
        "Role", "What they did, as a MARC relator code.", "aut", "trl", "rcp"
    )
    family: str | None = key("Family name", "The family name alone, for citations.", "Stalin")
    given: str | None = key("Given name", "The given names alone, for citations.", "Joseph")
    signed: str | None = key(
        "Signed", "The name that stands under the document, verbatim, never mended.", "SEMENOV"
    )
    uri: Strings = key(
        "URI",
        "Their identifiers: VIAF, Wikidata, ISNI, ORCID...",
        ["http://www.wikidata.org/entity/Q855"],
        many=True,
    )


class Source(Model):
    """What the layer described derives from."""

    kind: Literal["original", "copy", "edition", "microfilm", "page"] | None = key(
        "Kind",
        "What was used: the original, a copy, an edition, a microfilm, a web page.",
        "original",
    )
    citation: str | None = key(
        "Citation",
        "Where it is to be found, verbatim as it was given.",
        "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116",
    )
    language: Language | None = key("Language", "Language of that source, as a BCP 47 tag.", "ru")
    url: str | None = key("URL", "Where the source is shown.", "https://example.org/document/1")


class OriginalArchive(Model):
    """Who holds the original, or a copy of it."""

    name: str | None = key(
        "Name", "The archive's name in full.", "Archive of the President of the Russian Federation"
    )
    siglum: str | None = key("Siglum", "The abbreviation that citations use.", "APRF")
    country: Country | None = key(
        "Country", "Where it is, as an ISO 3166-1 code of two letters.", "RU"
    )
    uri: Strings = key(
        "URI",
        "The archive's identifiers: ISIL, ROR, Wikidata...",
        ["http://www.wikidata.org/entity/Q4064602"],
        many=True,
    )
    holds: Literal["original", "copy"] | None = key(
        "Holds", "Whether it holds the original (as is assumed) or a copy.", "original"
    )
    reference: References = key(
        "Reference",
        "The archival reference, from the whole to the part: each step a level and its value, or "
        "all as one text, as a citation has it.",
        ["fond 45", "opis 1", "delo 343", "listy 115-116"],
        many=True,
    )
    as_of: Date | None = key("As of", "When this was known to be so: holdings move. EDTF.", "1995")
    former_reference: Strings = key(
        "Former reference",
        "References under which it stood before.",
        ["TsKhSD, f. 89, per. 25, dok. 1"],
        many=True,
    )


class Event(Model):
    """One event in the custody or the making of a layer."""

    of: Layer | None = key("Of", "The layer that this happened to.", "original")
    activity: Activity | None = key("Activity", "What happened.", "creation", "transfer")
    date: Date | None = key("Date", "When it happened. EDTF.", "1952-12-27")
    agent: Strings = key("Agent", "Who did it.", ["Stalin, Joseph"], many=True)
    place: str | None = key("Place", "Where it happened.", "Moscow")
    from_: Strings = key(
        "From", "Who gave or sent it.", ["Central Committee"], alias="from", many=True
    )
    to: Strings = key("To", "Who received it.", ["Mao Zedong"], many=True)
    evidence: str | None = key(
        "Evidence",
        "A citation or URL that supports it.",
        "CWIHP Bulletin 6-7 (1995/1996), document 111",
    )
    note: str | None = key("Note", "What else is to be said of it.", "Declassified in part.")


class File(Model):
    """A file that belongs to the record."""

    path: str | None = key("Path", "Where it lies, from the records folder.", "scans/1.pdf")
    url: str | None = key("URL", "Where it can be fetched.", "https://example.org/1.pdf")
    media_type: str | None = key("Media type", "Its IANA media type.", "application/pdf")
    description: str | None = key("Description", "What it shows.", "Scan of the typescript")
    sha256: str | None = key(
        "SHA-256",
        "Its checksum.",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    )
    of: Layer | None = key("Of", "The layer that it shows.", "digitization")


class Relation(Model):
    """How the document stands to others: ids of records here, URIs, or citations."""

    is_version_of: Strings = key(
        "Is version of", "What this is a version of.", ["mao-stalin-1952-12-17-draft"], many=True
    )
    has_version: Strings = key(
        "Has version", "Versions of this.", ["mao-stalin-1952-12-17-final"], many=True
    )
    is_format_of: Strings = key(
        "Is format of",
        "What this has the same content as, in another format.",
        ["https://example.org/1.pdf"],
        many=True,
    )
    has_format: Strings = key(
        "Has format", "This in another format.", ["https://example.org/1.tei"], many=True
    )
    has_part: Strings = key(
        "Has part", "What belongs to this as a part.", ["mao-stalin-1952-12-17-annex"], many=True
    )
    references: Strings = key(
        "References", "What this cites or answers.", ["mao-stalin-1952-12-17"], many=True
    )
    is_referenced_by: Strings = key(
        "Is referenced by", "What cites this.", ["zhou-note-1952-12-20"], many=True
    )
    replaces: Strings = key(
        "Replaces", "What this supersedes.", ["mao-stalin-1952-12-17-1995"], many=True
    )
    is_replaced_by: Strings = key(
        "Is replaced by", "What supersedes this.", ["mao-stalin-1952-12-17-2011"], many=True
    )
    requires: Strings = key(
        "Requires", "What this needs to be understood.", ["cipher-table-1952"], many=True
    )
    is_required_by: Strings = key(
        "Is required by", "What needs this.", ["mao-stalin-1952-12-17-annex"], many=True
    )
    related: Strings = key(
        "Related", "What this is related to in another way.", ["kim-stalin-1952-12-20"], many=True
    )


class Gap(Model):
    """An honest gap: what is not known, and why."""

    field: str | None = key(
        "Field", "The key that is missing.", "original_archive", "rights.contact.address"
    )
    reason: (
        Literal["not-recorded", "unknown", "sought-not-found", "withheld", "not-applicable"] | None
    ) = key("Reason", "Why it is missing.", "not-recorded")
    note: str | None = key(
        "Note",
        "What was seen, or where was looked.",
        "The page has the heading and nothing under it.",
    )
    date: Date | None = key("Date", "When the gap was stated. EDTF.", "2026-11-23")
    by: str | None = key("By", "Who stated it. Never exported.", "A. Cataloguer")
    review: Date | None = key(
        "Review", "When to look again; from then on lint warns. EDTF.", "2027-11-23"
    )


class Withdrawal(Model):
    """When a record was withdrawn, why, and by whom."""

    date: Date | None = key("Date", "When it was withdrawn. EDTF.", "2026-11-23")
    reason: str | None = key("Reason", "Why.", "At the request of the family.")
    by: str | None = key("By", "Who withdrew it. Never exported.", "A. Cataloguer")


class About(Model):
    """The record about itself."""

    schema_: Literal[1] | None = key(
        "Schema", "The version of this record format.", 1, alias="schema"
    )
    status: Literal["draft", "complete", "withdrawn"] | None = key(
        "Status",
        "A draft may be incomplete; no status means complete; a withdrawn record is a tombstone.",
        "complete",
    )
    created: Date | None = key("Created", "When the record was made. EDTF.", "2026-11-23")
    modified: Date | None = key("Modified", "When it was last changed. EDTF.", "2026-11-23")
    cataloguer: str | None = key("Cataloguer", "Who made the record.", "A. Cataloguer")
    license: str | None = key(
        "License",
        "The licence of the metadata, not of the document.",
        "http://creativecommons.org/publicdomain/zero/1.0/",
    )
    private: Strings = key(
        "Private",
        "Keys that never leave: exports and reports omit them.",
        ["rights.0.contact.email"],
        many=True,
    )
    withdrawn: Withdrawal | None = key(
        "Withdrawn", "When, why and by whom it was withdrawn.", {"date": "2026-11-23"}
    )
