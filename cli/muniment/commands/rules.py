"""`muniment rules`: what lint looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from muniment.commands.options import require_known

if TYPE_CHECKING:
    from muniment.rules import Rule


def rules(
    name: Annotated[str | None, typer.Argument(help="Print the manual of this rule.")] = None,
) -> None:
    """List the rules, with their levels and whether --fix mends, or print the manual of one."""
    import inspect

    from muniment.rules import RULES

    if name is None:
        for rule, module in RULES.items():
            print(f"{rule} ({_nature(module)}): {(module.__doc__ or '').splitlines()[0]}")
        return
    require_known("rule", name, RULES)
    print(f"{name} ({_nature(RULES[name])})\n\n{inspect.cleandoc(RULES[name].__doc__ or '')}")


def _nature(rule: Rule) -> str:
    return f"{rule.LEVEL}, fix" if getattr(rule, "FIXES", False) else rule.LEVEL
