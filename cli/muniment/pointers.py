"""JSON pointers into a schema, as references carry them: `#/$defs/rights`."""

from __future__ import annotations

from typing import Any

# What stands in the address of a part as it is.
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._$")


def pointed_at(schema: Any, pointer: str) -> Any:
    """Give the part of a schema that a pointer (`/$defs/rights`) names. Raises LookupError."""
    from urllib.parse import unquote

    found = schema
    for token in unquote(pointer).split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(found, list) and key.isascii() and key.isdigit() and len(key) < 10:
            found = found[int(key)]
        elif isinstance(found, dict):
            found = found[key]
        else:
            raise LookupError(pointer)
    return found


def step(key: str | int) -> str:
    """Give one key as it stands in a pointer, with its slash."""
    text = str(key).replace("~", "~0").replace("/", "~1")
    if _PLAIN.issuperset(text):
        return f"/{text}"
    return "/" + "".join(
        chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in text.encode("utf-8")
    )
