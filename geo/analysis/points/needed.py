"""What it takes to place a register, and how it is installed."""

from __future__ import annotations

from importlib.util import find_spec

from geo.model.errors import DrawingError
from geo.model.extras import install_hint


def check_needed() -> None:
    """Raise DrawingError, which says what to install, where pyarrow is missing."""
    if find_spec("pyarrow") is None:
        raise DrawingError(f"Placing points needs pyarrow. {install_hint('gis')}")
