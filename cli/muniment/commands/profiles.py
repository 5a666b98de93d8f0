"""`muniment profiles`: what a record may be held to."""

from __future__ import annotations


def profiles() -> None:
    """List the profiles, each with what it asks for."""
    from muniment.profiles import DEFAULT, names, profile

    for name in names():
        default = " (default)" if name == DEFAULT else ""
        print(f"{name}{default}: {profile(name).schema.get('description', '')}")
