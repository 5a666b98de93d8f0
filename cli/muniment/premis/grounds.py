"""On what rights rest, where the record says so or it is certain, and what that basis asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.vocabularies import rights as rights_vocabulary

if TYPE_CHECKING:
    from muniment.rights_tables import Rights

UNSAID = "not recorded"
_IN_COPYRIGHT = ("InC", "InC-OW-EU", "InC-EDU", "InC-NC", "InC-RUU")
# What RightsStatements.org itself says of its statements: skos:relatedMatch to the codes of PREMIS.
# Of NoC-US and UND it says nothing.
_STATUS = {
    **dict.fromkeys(_IN_COPYRIGHT, "copyrighted"),
    **dict.fromkeys(("NoC-NC", "NoC-CR", "NoC-OKLR"), "public-domain"),
    **dict.fromkeys(("NKC", "CNE"), "unknown"),
}


def basis_of(table: Rights) -> str:
    """Give the basis that a table has; where it names none, the one that is certain.

    A licence by its URI is a license, a status or a statement about copyright rests on copyright;
    of anything else it is not recorded on what it rests.
    """
    if table.basis:
        return table.basis
    uri = table.uri or ""
    if uri in rights_vocabulary.RIGHTS_STATEMENTS or uri == rights_vocabulary.PUBLIC_DOMAIN_MARK:
        return "copyright"
    if rights_vocabulary.known(uri):
        return "license"
    return "copyright" if table.status else UNSAID


def status_of(table: Rights) -> tuple[str, str]:
    """Give the copyright status, and the key that says it: `status`, else `uri`; "" for none."""
    if table.status:
        return table.status, "status"
    uri = table.uri or ""
    if uri == rights_vocabulary.PUBLIC_DOMAIN_MARK:
        return "public-domain", "uri"
    if uri in rights_vocabulary.RIGHTS_STATEMENTS:
        return _STATUS.get(uri.split("/")[4], ""), "uri"
    return "", ""


def is_short(table: Rights) -> bool:
    """Tell whether a table lacks what PREMIS asks for on its basis."""
    basis = basis_of(table)
    if basis == "copyright":
        return not (table.jurisdiction and status_of(table)[0])
    if basis == "statute":
        return not (table.jurisdiction and table.citation)
    return False
