"""`starl lsp`."""

from __future__ import annotations

from importlib.util import find_spec

import click

from starl.errors import StarlError


@click.command()
@click.option(
    "--tcp", "port", type=click.IntRange(1, 65535), metavar="PORT",
    help="Listen on this port of 127.0.0.1, for one editor. [standard input and output]",
)  # fmt: skip
def command(port: int | None) -> int:
    """The coach in your editor: a language server.

    An editor starts it and speaks with it on standard input and output. It shows findings while you type, says why,
    adds what is missing and takes out names. Texts that are no stories are left in peace. docs/editors/ has the setup
    of VS Code, Neovim, Helix, Zed and Emacs.
    """
    if find_spec("pygls") is None:
        raise StarlError('the language server needs one more package: pip install "starl[lsp]"')
    from starl.lsp.server import run

    run(port)
    return 0
