"""Names of holders of rights: whether one names anybody, and whether a contact is that holder."""

from __future__ import annotations

import re

_LONGEST = 200
# What is said in the place of a holder's name, to say that there is none.
_NOBODY = re.compile(
    r"(?:the )?(?:public domain|domaine public|gemeinfrei|no one|nobody|no holder|no copyright"
    r"|общественное достояние)\b",
    re.IGNORECASE,
)
# An institution that is called after a person is not that person.
_KEEPERS = re.compile(
    r"archi[vw]|архів|архив|papers|collection|fond|фонд|librar|bibliot|бібліот|библиот|museum|mus[ée]"
    r"|muzeum|музе|project|centre|center|zentrum|institut|инстит|societ|universit|memorial|school"
    r"|foundation|stiftung|digital|press\b",
    re.IGNORECASE,
)


def is_somebody(holder: str) -> bool:
    """Tell whether a holder is named, and not only said that there is none."""
    return not _NOBODY.match(holder)


def is_same(contact: str, holder: str) -> bool:
    """Tell whether a contact is the holder: of the same name, in any order, or an office of theirs.

    An archive or a foundation that is called after a person is not that person.
    """
    if max(len(contact), len(holder)) > _LONGEST:
        return False
    asked, sought = _words(contact), _words(holder)
    if not sought or sorted(asked) == sorted(sought):
        return bool(sought)
    size = len(sought)
    # One word is too little to go by: Marsh, and the Marsh Harbour Board.
    if size < 2 or not any(asked[at : at + size] == sought for at in range(len(asked) - size + 1)):
        return False
    return not any(_KEEPERS.search(word) for word in asked if word not in sought)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())
