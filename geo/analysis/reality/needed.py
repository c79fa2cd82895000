"""What it takes to set a plan beside a register, and how it is installed."""

from __future__ import annotations

from importlib.util import find_spec

from geo.model.errors import DrawingError
from geo.model.extras import install_hint

_LIBRARIES = ("pyarrow", "esda", "libpysal", "sklearn", "scipy")


def check_needed() -> None:
    """Raise DrawingError, which says what to install, where a library is missing."""
    missing = next((name for name in _LIBRARIES if find_spec(name) is None), "")
    if missing:
        raise DrawingError(f"Plan and register are set side by side with {missing}. {install_hint('stats')}")
