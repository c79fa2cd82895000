"""What it takes to bring a register onto a plan, and how it is installed; each raises DrawingError where it is not."""

from __future__ import annotations

from importlib.util import find_spec

from geo.model.errors import DrawingError
from geo.model.extras import install_hint

_STATISTICS = ("pyarrow", "esda", "libpysal", "sklearn", "scipy")


def check_assigning() -> None:
    """Say what to install where what assigns points is missing."""
    if find_spec("pyarrow") is None:
        raise DrawingError(f"Assigning points needs pyarrow. {install_hint('scale')}")


def check_placing() -> None:
    """Say what to install where what places a register is missing."""
    if find_spec("pyarrow") is None:
        raise DrawingError(f"Placing points needs pyarrow. {install_hint('gis')}")


def check_comparing() -> None:
    """Say what to install where what sets a plan beside a register is missing."""
    missing = next((name for name in _STATISTICS if find_spec(name) is None), "")
    if missing:
        raise DrawingError(f"Plan and register are set side by side with {missing}. {install_hint('stats')}")
