"""Words of PREMIS 3.0 and their codes in the preservation vocabularies of id.loc.gov."""

from __future__ import annotations

from typing import NamedTuple

BASE = "http://id.loc.gov/vocabulary/preservation/"


class Term(NamedTuple):
    """A word, and where it is from: the name of the vocabulary, and the word's code there.

    A word without a code is of no vocabulary.
    """

    text: str
    vocabulary: str = ""
    code: str = ""

    @property
    def vocabulary_uri(self) -> str:
        """The address of the vocabulary."""
        return BASE + self.vocabulary

    @property
    def uri(self) -> str:
        """The address of the word in it."""
        return f"{BASE}{self.vocabulary}/{self.code}"


BASES = {
    "copyright": Term("copyright", "rightsBasis", "cop"),
    "license": Term("license", "rightsBasis", "lic"),
    "statute": Term("statute", "rightsBasis", "sta"),
    "other": Term("other", "rightsBasis", "oth"),
}
STATUS = {
    "copyrighted": Term("copyrighted", "copyrightStatus", "cpr"),
    "public-domain": Term("public domain", "copyrightStatus", "pub"),
    "unknown": Term("unknown", "copyrightStatus", "unk"),
}
# Events that the vocabulary has, with the same meaning; it is about repositories, and has no word
# for a translation, a publication, or the years that somebody kept a paper.
EVENTS = {
    "creation": Term("creation", "eventType", "cre"),
    "transfer": Term("transfer", "eventType", "tra"),
    "accession": Term("accession", "eventType", "acc"),
}
# A record that was withdrawn.
DEACCESSION = Term("deaccession", "eventType", "dea")
AGENTS = {
    "person": Term("person", "agentType", "per"),
    "organization": Term("organization", "agentType", "org"),
}
RIGHTSHOLDER = Term("rightsholder", "rightsRelatedAgentRole", "rig")
CONTACT = Term("contact", "rightsRelatedAgentRole", "con")
IMPLEMENTER = Term("implementer", "eventRelatedAgentRole", "imp")
