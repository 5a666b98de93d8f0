"""Agents of a record: each once, however many rights and events it has a part in.

Creators and contributors are agents also where nothing links to them: what they did, a note says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.elements import Leaf
from muniment.premis.terms import identified, kind_of, word
from muniment.vocabularies import preservation, relators
from muniment.vocabularies.identifier_schemes import authority

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.rights_tables import Contact
    from muniment.tables import Agent
    from muniment.vocabularies.preservation import Term


class Agents:
    """The agents that rights and events link to, by name, in the order in which they are met."""

    def __init__(self, record: Record, name: str) -> None:
        self._record = record
        self._id = name
        self._places: dict[str, int] = {}
        self._names: dict[int, tuple[str, tuple[str, ...]]] = {}
        self._notes: dict[int, list[Leaf]] = {}
        for part in ("creator", "contributor"):
            for index, agent in enumerate(getattr(record, part)):
                if agent.name:
                    self._add(agent, f"{part}.{index}")

    def _add(self, agent: Agent, key: str) -> None:
        at = self._known(agent.name or "", f"{key}.name")
        if agent.role:
            self._note(at, f"Role: {relators.term(agent.role)}", f"{key}.role")
        if agent.signed:
            self._note(at, f"Signed: {agent.signed}", f"{key}.signed")

    def _note(self, at: int, text: str, of: str) -> None:
        self._notes.setdefault(at, []).append(Leaf((), text, (of,)))

    def link(self, path: tuple[str, ...], name: str, of: str, role: Term) -> Iterator[Leaf]:
        """Yield the link to whoever has that name; `of` is the key that the name came from."""
        yield from self._linked(path, self._known(name, of), role)

    def contact(self, path: tuple[str, ...], contact: Contact, key: str) -> Iterator[Leaf]:
        """Yield the link to whom to ask; how to reach them stands with the agent."""
        notes = [
            (f"{label}: {value}", f"{key}.{part}")
            for part, label in (("email", "E-mail"), ("url", "URL"), ("address", "Address"))
            if (value := getattr(contact, part))
        ]
        if not contact.name and not notes:
            return
        # Nobody else is meant by a contact that has no name.
        at = self._known(contact.name or "", f"{key}.name", alone=key)
        for value, of in notes:
            self._note(at, value, of)
        yield from self._linked(path, at, preservation.CONTACT)

    def _known(self, name: str, of: str, alone: str = "") -> int:
        at = self._places.setdefault(name or f"\0{alone}", len(self._places) + 1)
        if name:
            self._names[at] = (name, (*self._names.get(at, ("", ()))[1], of))
        return at

    def _linked(self, path: tuple[str, ...], at: int, role: Term) -> Iterator[Leaf]:
        to = (*path, f"linkingAgentIdentifier#{at}.{role.text}")
        yield from identified(to, f"{self._id}/agent/{at}")
        yield from word((*to, "linkingAgentRole"), role)

    def leaves(self) -> Iterator[Leaf]:
        """Yield the agents: identifiers, name, type, notes (PREMIS 3.0, 3)."""
        for at in self._places.values():
            path = (f"agent#{at}",)
            name, of = self._names.get(at, ("", ()))
            known = list(self._tables(name)) if name else []
            yield from identified((*path, "agentIdentifier"), f"{self._id}/agent/{at}")
            uris = [
                (uri, f"{key}.uri.{index}")
                for key, agent in known
                for index, uri in enumerate(agent.uri)
            ]
            for index, (uri, key) in enumerate(uris):
                found = authority(uri)
                kind = found.name if found else kind_of(uri)
                yield from identified((*path, f"agentIdentifier#{index}"), uri, (key,), kind)
            if name:
                yield Leaf((*path, "agentName"), name, of)
            typed = [(key, agent.kind) for key, agent in known if agent.kind in preservation.AGENTS]
            for _, kind in typed[:1]:
                same = tuple(f"{key}.kind" for key, other in typed if other == kind)
                yield from word((*path, "agentType"), preservation.AGENTS[kind or ""], same)
            for index, note in enumerate(self._notes.get(at, ())):
                yield note._replace(path=(*path, f"agentNote#{index}"))

    def _tables(self, name: str) -> Iterator[tuple[str, Agent]]:
        """Yield what the record says of somebody of exactly that name."""
        for part in ("creator", "contributor"):
            for index, agent in enumerate(getattr(self._record, part)):
                if agent.name == name:
                    yield f"{part}.{index}", agent
