"""Who made a document and had a part in it, by the name variables of CSL 1.0.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.bibliography.field import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.tables import Agent

# MARC relator -> name variable, where they mean the same.
_VARIABLES = {
    "aut": "author",
    "cre": "author",
    "cmp": "composer",
    "com": "compiler",
    "ctb": "contributor",
    "cur": "curator",
    "drt": "director",
    "edt": "editor",
    "ill": "illustrator",
    "ivr": "interviewer",
    "orm": "organizer",
    "prf": "performer",
    "pro": "producer",
    "rcp": "recipient",
    "trl": "translator",
}
# CSL's author of an interview is who was asked, of a speech who spoke.
_AUTHORS = {"interview": "ive", "speech": "spk"}
VARIABLES = tuple(dict.fromkeys(_VARIABLES.values()))


def agents(record: Record, sort: str) -> Iterator[Field]:
    """Yield the names of a record of the CSL type `sort`, and what they signed as.

    Who has a role that CSL has no variable for is an author, or a contributor, as the record has
    it; the role is lost then.
    """
    for table, listed in (("creator", record.creator), ("contributor", record.contributor)):
        for index, agent in enumerate(listed):
            key = f"{table}.{index}"
            variable = "author" if table == "creator" else "contributor"
            role = agent.role or ""
            if role in _VARIABLES:
                variable = _VARIABLES[role]
            elif role and role == _AUTHORS.get(sort):
                variable = "author"
            else:
                role = ""
            named = _named(variable, agent, key)
            if named and role:
                yield named._replace(role=role, of=(*named.of, f"{key}.role"))
            elif named:
                yield named
            yield from _signed(agent, key)


def _named(variable: str, agent: Agent, key: str) -> Field | None:
    """Give a name in its parts where they are given, or where it is certain which they are.

    A comma parts the name of what is said to be a person; in a name of no stated kind it may as
    well be that of `Ministry of Justice, Prisons`, which stays whole.
    """
    is_person = agent.kind == "person"
    if agent.family and (is_person or agent.kind is None):
        whole = f"{agent.family}, {agent.given}" if agent.given else agent.family
        of = (f"{key}.family", f"{key}.given") if agent.given else (f"{key}.family",)
        if agent.name == whole:
            of = (f"{key}.name", *of)
        return Field(variable, whole, of, agent.family, agent.given or "")
    if not agent.name:
        return None
    family, _, given = (part.strip() for part in agent.name.partition(","))
    if is_person and family and given:
        return Field(variable, f"{family}, {given}", (f"{key}.name",), family, given)
    return Field(variable, agent.name, (f"{key}.name",))


def _signed(agent: Agent, key: str) -> Iterator[Field]:
    if agent.signed and agent.name:
        value = f"{agent.name} signed as {agent.signed}"
        yield Field("note", value, (f"{key}.name", f"{key}.signed"))
    elif agent.signed:
        yield Field("note", f"Signed: {agent.signed}", (f"{key}.signed",))
