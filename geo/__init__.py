"""buju (布局): Chinese spatial industry layouts as cited data, maps and layers.

Examples
--------
>>> import geo
>>> plan = geo.read_plan("heilongjiang")
>>> [group.name for group in plan.groups]
['一极', '两区', '一带']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.analysis.check import check_plan
    from geo.analysis.join import join_plan
    from geo.analysis.progress import plan_progress
    from geo.analysis.register.assign import assign_points
    from geo.draw.page.page import plan_map
    from geo.export.export import export_plan
    from geo.model.errors import GeoError
    from geo.model.plan import Plan, list_plans, read_plan

__version__ = "0.1.0"

__all__ = [
    "GeoError",
    "Plan",
    "assign_points",
    "check_plan",
    "export_plan",
    "join_plan",
    "list_plans",
    "plan_map",
    "plan_progress",
    "read_plan",
]

_HOMES = {
    "GeoError": "geo.model.errors",
    "Plan": "geo.model.plan",
    "assign_points": "geo.analysis.register.assign",
    "check_plan": "geo.analysis.check",
    "export_plan": "geo.export.export",
    "join_plan": "geo.analysis.join",
    "list_plans": "geo.model.plan",
    "plan_map": "geo.draw.page.page",
    "plan_progress": "geo.analysis.progress",
    "read_plan": "geo.model.plan",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import geo`` stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
