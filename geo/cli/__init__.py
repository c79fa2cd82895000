"""The command ``buju``: parse, call one function, print. Everything heavier than click is imported inside commands."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import warnings
from collections.abc import Sequence

# They register their commands.
from geo.cli import authoring, checking, drafting, drawing, handing, reading, registers, sheets  # noqa: F401
from geo.cli.group import cli


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every error is one line that says what to do, never a traceback.

    Exit status is 0 when all is good, 1 for findings or a fault in the data, 2 for a wrong call.
    """
    # A command makes hundreds of thousands of small lists and ends: looking for cycles costs a sixth of it, and
    # looking once more for those that the modules hold, when the process ends, another seventh.
    gc.disable()
    atexit.register(gc.freeze)
    if not sys.warnoptions:  # what a library says to programmers is nothing to a user
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(arguments, prog_name="buju", standalone_mode=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
