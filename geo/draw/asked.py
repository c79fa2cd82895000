"""The error of a call that asks for what there is not."""

from __future__ import annotations

from geo.model.errors import GeoError


class AskedError(GeoError):
    """What a user asks for there is not, or does not go together: a size, a step, a format, a template.

    The command ends with status 2, as for every wrong call.
    """
