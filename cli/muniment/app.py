"""The command line: the commands by name, imported when they are called."""

from __future__ import annotations

from functools import wraps
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = (
    "create",
    "import",
    "lint",
    "export",
    "set",
    "withdraw",
    "show",
    "rules",
    "profiles",
    "formats",
    "readers",
    "reference",
    "schema",
)


def function_name(command: str) -> str:
    """Give the name of a command's module and function: a word of Python gets a line behind."""
    return f"{command}_" if iskeyword(command) else command


_PLAIN: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "add_completion": False,
}


class _Commands(TyperGroup):
    """Finds a command in the module of its name, so that only what is called is imported."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        name = function_name(cmd_name)
        module = import_module(f"muniment.commands.{name}")
        function: Callable[..., None] = getattr(module, name)
        alone = typer.Typer(**_PLAIN)
        alone.command(cmd_name, help=function.__doc__)(_interruptible(function))
        return typer.main.get_command(alone)


def _interruptible(function: Callable[..., None]) -> Callable[..., None]:
    """Turn Ctrl-C into exit status 130; Typer would make it 1, as if errors had been found."""

    @wraps(function)
    def call(*arguments: Any, **options: Any) -> None:
        try:
            function(*arguments, **options)
        except KeyboardInterrupt:
            typer.echo("interrupted", err=True)
            raise typer.Exit(130) from None

    return call


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    help="Rights and provenance of archival documents: create, lint and export records.",
    context_settings={"help_option_names": ["--help", "-h"]},
    **_PLAIN,
)


def _version(asked: bool) -> None:
    if asked:
        from muniment import __version__

        typer.echo(f"muniment {__version__}")
        raise typer.Exit


@app.callback()
def _muniment(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    pass
