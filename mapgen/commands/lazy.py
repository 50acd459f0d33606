"""A group of commands, some of which are imported only when they are asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from mapgen.commands.streams import plain_end
from mapgen.files.collector import leave_all_at_the_end


class LazyGroup(click.Group):
    """A group that knows of commands by name.

    Their modules are imported for the list of commands too, so nothing heavy stands at the top of
    them.

    Attributes
    ----------
    lazy : dict of str to str
        The name of a command → "module:attribute".
    """

    lazy: dict[str, str] = {}  # noqa: RUF012  # filled once, where the group is made

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command; what goes wrong around it ends in a plain exit status.

        Parameters
        ----------
        *args, **options
            What `click.Group.main` takes.

        Returns
        -------
        object
            What the command returns, in click's `standalone_mode=False` only.

        Raises
        ------
        SystemExit
            At the end of the command, with its status; `plain_end` says when with another.
        """
        leave_all_at_the_end()
        with plain_end():
            return super().main(*args, **options)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands.

        Parameters
        ----------
        ctx : click.Context

        Returns
        -------
        list of str
            In alphabetical order, those that are not imported yet among them.
        """
        return sorted([*super().list_commands(ctx), *self.lazy])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, imported if need be.

        Parameters
        ----------
        ctx : click.Context
        cmd_name : str

        Returns
        -------
        click.Command or None
            None where there is none of that name.
        """
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.lazy[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command
