"""A record as PREMIS 3.0 has it: objects, events, agents, and the statements of their rights.

The document is an intellectual entity, and each of its layers that the record speaks of a
representation of it. Identifiers are local: the record's id, and what follows it after a slash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.premis.agents import Agents
from muniment.premis.events import events
from muniment.premis.objects import objects
from muniment.premis.statements import rights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.dublincore import Statement
    from muniment.elements import Leaf
    from muniment.record import Record


def leaves(
    record: Record, name: str, statements: Sequence[Statement], speaks: str | None
) -> list[Leaf]:
    """Give all that PREMIS has a place for, in its order.

    `name` is the id of the record; `speaks` is the layer whose rights come first.
    """
    agents = Agents(record, name)
    happened = list(events(record, name, agents))
    stated = list(rights(record, name, agents, speaks))
    return [*objects(record, name, statements), *happened, *agents.leaves(), *stated]
