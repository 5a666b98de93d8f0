"""Web addresses that can be followed: what may stand where a reader, or a program, opens it."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from muniment.dublincore.statement import is_uri

_SCHEMES = ("http://", "https://")
# The look-up remembers what it was asked: nothing huge.
_LONGEST = 2_000


def is_link(text: str) -> bool:
    """Tell whether a text is an address of the web as it stands: `http` or `https`, and a host.

    All else (`javascript:`, a path, a number) is text, whatever key it stands under.
    """
    return text.startswith(_SCHEMES) and len(text) <= _LONGEST and _has_host(text)


@lru_cache(maxsize=4096)
def _has_host(text: str) -> bool:
    if not is_uri(text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:
        return False
