"""The tables of a record that say what may be done with it: rights, access, markings, notices."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Strict

from muniment.values import Date, Jurisdiction, Layer, Model, Strings, key, tables


class Contact(Model):
    """Whom to ask about rights."""

    name: str | None = key(
        "Name", "The office or person to ask.", "History and Public Policy Program"
    )
    email: str | None = key("E-mail", "Their e-mail address.", "HAPP@wilsoncenter.org")
    url: str | None = key("URL", "Their page for enquiries.", "https://example.org/rights")
    address: str | None = key(
        "Address", "Their postal address.", "1300 Pennsylvania Avenue NW, Washington, DC 20004"
    )


class Determination(Model):
    """Who decided about the rights, when, and how they came to it."""

    date: Date | None = key("Date", "When it was decided. EDTF.", "2026-11-23")
    by: str | None = key("By", "Who decided it. Never exported.", "A. Cataloguer")
    note: str | None = key(
        "Note", "What was looked at, and what followed.", "Searched the copyright registers."
    )


class Grant(Model):
    """What may be done, by PREMIS rightsGranted."""

    act: str | None = key("Act", "The act that is meant, as PREMIS names it.", "disseminate")
    restriction: str | None = key(
        "Restriction", "Whether it is allowed, and under what condition.", "allow", "disallow"
    )


class Rights(Model):
    """The rights in one layer, in one jurisdiction, on one basis, in one period."""

    of: Layer | None = key("Of", "The layer that these rights belong to.", "translation")
    statement: str | None = key(
        "Statement", "The notice as it was given, verbatim.", "Reproduced by permission."
    )
    uri: str | None = key(
        "URI",
        "A statement of RightsStatements.org, a Creative Commons or government licence: "
        "only if somebody decided it.",
        "http://rightsstatements.org/vocab/InC/1.0/",
    )
    basis: Literal["copyright", "license", "statute", "donor", "policy", "other"] | None = key(
        "Basis", "What the rights rest on, by PREMIS rightsBasis.", "copyright"
    )
    status: Literal["copyrighted", "public-domain", "unknown"] | None = key(
        "Status", "Copyright status, by PREMIS copyrightStatus.", "copyrighted"
    )
    citation: str | None = key("Citation", "The statute relied on.", "17 U.S.C. § 105")
    holder: Strings = key("Holder", "Who owns the rights.", ["Woodrow Wilson Center"], many=True)
    jurisdiction: Jurisdiction | None = key(
        "Jurisdiction", "Where this holds, as an ISO 3166 code, or EU.", "US"
    )
    start: Date | None = key("Start", "From when it holds. EDTF.", "2011-11-20")
    end: Date | None = key("End", "Until when it holds. EDTF.", "2031-12-31")
    link: Strings = key(
        "Link",
        "Terms, a contract, an entry in a register of orphan works.",
        ["https://example.org/terms"],
        many=True,
    )
    granted: Annotated[tuple[Grant, ...], Strict(False)] = tables(
        "Granted", "What is allowed or forbidden, by PREMIS rightsGranted."
    )
    determined: Determination | None = key(
        "Determined",
        "Who decided this, when and how.",
        {"date": "2026-11-23", "by": "A. Cataloguer"},
    )
    contact: Contact | None = key(
        "Contact",
        "Whom to ask for permission.",
        {"name": "Rights office", "email": "rights@example.org"},
    )


class Access(Model):
    """Who may see the document: another question than who may reuse it."""

    status: Literal["open", "restricted", "closed", "embargoed"] | None = key(
        "Status", "Open, restricted, closed, or embargoed until a date.", "open"
    )
    statement: str | None = key(
        "Statement", "The conditions in words.", "Reading room only, by appointment."
    )
    until: Date | None = key("Until", "When the restriction ends. EDTF.", "2030-01-01")
    basis: str | None = key("Basis", "What the restriction rests on.", "Archives Act, section 12")


class Classification(Model):
    """The historic security marking."""

    original: str | None = key("Original", "The marking as it stood on the document.", "Top secret")
    current: str | None = key("Current", "The marking as it is now.", "Declassified")
    authority: str | None = key("Authority", "Who changed it.", "Interagency commission")
    date: Date | None = key("Date", "When it was changed. EDTF.", "1995")


class Notice(Model):
    """A Local Contexts label or notice, or a warning about the content."""

    kind: Literal["content-warning", "label", "notice"] | None = key(
        "Kind",
        "A content warning; a Local Contexts label, which a community gives; or a notice, "
        "which an institution gives.",
        "content-warning",
    )
    uri: str | None = key(
        "URI", "The label or notice.", "https://localcontexts.org/label/tk-attribution/"
    )
    community: str | None = key("Community", "Whose label it is.", "Passamaquoddy Tribe")
    project: str | None = key(
        "Project", "The project on the hub.", "https://localcontextshub.org/projects/1"
    )
    text: str | None = key("Text", "Its words.", "Describes violence against prisoners.")
