"""The record: what it may say. Nothing here is required; what must be there, a profile says.

Keys that Dublin Core has are called what Dublin Core calls them, singular and repeatable; where a
list is expected, one value may stand without brackets. The order of the keys is the order in
which a record is written.
"""

from __future__ import annotations

import signal
from typing import Annotated, Any

from pydantic import Strict

from muniment.interrupts import held
from muniment.rights_tables import Access, Classification, Notice, Rights
from muniment.table import RecordTable
from muniment.tables import (
    About,
    Agent,
    Event,
    File,
    Gap,
    OriginalArchive,
    Relation,
    Source,
)
from muniment.values import (
    Date,
    DcmiType,
    Id,
    Languages,
    Layer,
    Level,
    Model,
    Nameds,
    Strings,
    Text,
    Texts,
    key,
    tables,
)


class Record(RecordTable, Model):
    """A document of an archive: where it comes from, who holds it, whose it is, whom to ask."""

    id: Id | None = key(
        "Identifier",
        "The name of the record: the file's name without .toml.",
        "stalin-mao-1952-12-27",
    )
    level: Level | None = key("Level", "Level of description, by ISAD(G) 3.1.4.", "item")
    part_of: Id | None = key(
        "Part of",
        "The record of the level above. Rights, access, original archive and publisher are "
        "taken from it where this record has none.",
        "wilson-center-digital-archive",
    )
    describes: Layer | None = key(
        "Describes", "The layer of the document that this record is about.", "translation"
    )
    title: Text | None = key(
        "Title", "The name of the document.", "Telegram from Stalin to Mao Zedong"
    )
    alternative: Texts = key("Alternative title", "Another name.", ["Ciphered telegram"], many=True)
    date: Date | None = key("Date", "When it was made. EDTF.", "1952-12-27", "1953~", "1952/1953")
    issued: Date | None = key("Issued", "When it was published. EDTF.", "2011-11-20")
    type: DcmiType | None = key("Type", "What it is, by the DCMI Type Vocabulary.", "Text")
    genre: Strings = key("Genre", "What it is, in the field's own word.", "telegram", many=True)
    language: Languages = key(
        "Language", "Language of the layer described, as BCP 47 tags.", ["en"], many=True
    )
    description: Text | None = key(
        "Description", "What it says, in a sentence or two.", "Stalin agrees to send munitions."
    )
    subject: Nameds = key("Subject", "What it is about.", ["Korean War, 1950-1953"], many=True)
    spatial: Nameds = key(
        "Place", "The places it is about, not where it was sent from.", ["Korea"], many=True
    )
    temporal: Strings = key(
        "Period", "The time it is about. EDTF or words.", ["1950/1953"], many=True
    )
    extent: Strings = key("Extent", "How much there is of it.", "2 leaves", many=True)
    format: Strings = key(
        "Format", "Its physical form, or its IANA media type.", "typescript", many=True
    )
    publisher: Nameds = key(
        "Publisher", "Who makes it available.", ["Wilson Center Digital Archive"], many=True
    )
    url: str | None = key("URL", "Its page, where it is shown.", "https://example.org/document/1")
    identifier: Strings = key(
        "Other identifiers",
        "DOI, ARK, Handle, record numbers.",
        ["https://doi.org/10.1000/1"],
        many=True,
    )
    acknowledgement: Strings = key(
        "Acknowledgement", "Who paid, who helped.", ["The Leon Levy Foundation"], many=True
    )
    relation: Relation | None = key(
        "Relation", "How it stands to other documents.", {"references": ["mao-stalin-1952-12-17"]}
    )
    creator: Annotated[tuple[Agent, ...], Strict(False)] = tables("Creator", "Who made it.")
    contributor: Annotated[tuple[Agent, ...], Strict(False)] = tables(
        "Contributor", "Who had a part in it: a translator, an editor."
    )
    source: Annotated[tuple[Source, ...], Strict(False)] = tables(
        "Source", "What the layer described derives from."
    )
    original_archive: Annotated[tuple[OriginalArchive, ...], Strict(False)] = tables(
        "Original archive", "Who holds the original."
    )
    rights: Annotated[tuple[Rights, ...], Strict(False)] = tables(
        "Rights", "Who may do what with it: one table a layer, jurisdiction, basis and period."
    )
    access: Access | None = key("Access", "Who may see it.", {"status": "open"})
    classification: Classification | None = key(
        "Classification", "Its historic security marking.", {"original": "Top secret"}
    )
    notice: Annotated[tuple[Notice, ...], Strict(False)] = tables(
        "Notice", "Labels and notices of communities, warnings about the content."
    )
    provenance: Annotated[tuple[Event, ...], Strict(False)] = tables(
        "Provenance", "Its custody and making, oldest first."
    )
    file: Annotated[tuple[File, ...], Strict(False)] = tables(
        "File", "The files that belong to it."
    )
    gap: Annotated[tuple[Gap, ...], Strict(False)] = tables(
        "Gap", "What is not known, and why: better than a made-up value."
    )
    record: About | None = key(
        "Record", "The record about itself.", {"schema": 1, "status": "complete"}
    )
    local: dict[str, Any] | None = key(
        "Local",
        "Whatever the institution keeps for itself: never judged, never exported.",
        {"shelf": "3"},
    )


# The tables wait until here to be compiled (`defer_build`), so that each is compiled once.
with held(signal.SIGINT):
    Record.model_rebuild()
