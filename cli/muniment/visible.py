"""Text that cannot steer a terminal, whatever a file or its name says."""

from __future__ import annotations

import re

# Control characters, and marks that turn the direction of a line.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Replace whatever could steer a terminal by a sign that stands for it."""
    if text.isprintable():
        return text
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
