"""Where `starl` begins, and where what went wrong ends: as one line on standard error."""

from __future__ import annotations

import gc
import os
import sys

from starl.errors import StarlError


def main() -> None:
    """Runs the command; ends with the exit status of docs/cli.md."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        status = _run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        status = 130
    except StarlError as error:
        status = _wrong(str(error))
    except BrokenPipeError:
        status = _wrong(str(closed_pipe()))
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        status = _wrong(f"{name}{error.strerror or error}")
    gc.freeze()  # Python would look through all that is there for cycles before it ends.
    sys.exit(status)


def closed_pipe() -> StarlError:
    """The error for a pipe that nobody reads any more; what is still to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return StarlError("the program that reads the output closed it before the end")


def _run(arguments: list[str]) -> int:
    """`starl check FILES` has nothing for click to read, and without click the report is there sooner."""
    command, *paths = arguments or [""]
    plain = paths and not any(path.startswith("-") and path != "-" for path in paths)
    if command == "check" and plain and sys.platform != "win32":  # There, click knows patterns of names.
        from pathlib import Path

        from starl.checking.choice import Choice
        from starl.checking.config import load_config
        from starl.cli.check_files import check_files

        return check_files(tuple(paths), "text", Choice(load_config(Path.cwd())))
    from starl.cli.app import run

    return run(arguments)


def _wrong(what: str) -> int:
    sys.stderr.write(f"starl: {what}\n")
    return 2
