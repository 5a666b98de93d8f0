"""`muniment profiles`: what a record may be held to."""

from __future__ import annotations


def profiles() -> None:
    """List the profiles, each with what it asks for.

    One of your own, a JSON Schema in a file, is given by its path: --profile house/profile.json.
    """
    from muniment.profiles import DEFAULT, names, ours

    for name in names():
        default = " (default)" if name == DEFAULT else ""
        print(f"{name}{default}: {ours(name).schema.get('description', '')}")
