"""A register beside Heilongjiang's plan, made up by hand: small, and every kind of agreement is in it."""

from __future__ import annotations

from typing import Any

from geo.analysis.reality.matching import Match
from geo.analysis.reality.result import Cluster, Found, Reality, Sector

_NUMBERS: dict[str, Any] = {"weight_share": None, "expected": 50.0, "low": 0.8, "high": 1.2}
_ZONES = {
    "harbin-pole": ("哈尔滨生物产业引领极", "Harbin Bio-industry Leading Pole"),
    "songnen-core": ("松嫩平原生物产业核心区", "Songnen Plain Bio-industry Core Area"),
    "sanjiang-demo": ("泛三江平原生物产业示范区", "Greater Sanjiang Plain Bio-industry Demonstration Area"),
    "forest-belt": ("林区寒地生物产业带", "Forest and Cold-land Bio-industry Belt"),
    "": ("不在任何分区", "in no zone"),
}
_AGREED = {
    "biomanu": ("absent", "met", "absent", "none", "none"),
    "biomedeng": ("absent", "none", "unplanned", "none", "none"),
}


def reality() -> Reality:
    """Return manufacturing that gathers in 肇东 as planned, and engineering around 牡丹江, where nobody planned it."""
    return Reality(
        plan="heilongjiang",
        base="register",
        weight="",
        withhold=3,
        rows=1000,
        rejected=0,
        sectors=(_sector("biomanu", "生物制造", 300, 210), _sector("biomedeng", "生物医学工程", 200, None)),
        zones=tuple(_zone(zone, industry, at) for at, zone in enumerate(_ZONES) for industry in _AGREED),
        units=(_unit("231083", "海林市", "Hailin"), _unit("231004", "爱民区", "Aimin")),
        clusters=(
            _cluster("biomanu", "肇东市", ("songnen-core",), "met", (125.95, 46.05)),
            _cluster("biomedeng", "爱民区", ("sanjiang-demo",), "unplanned", (129.6, 44.6)),
        ),
        matches=(Match("生物制造", 300, "biomanu", "name"),),
    )


def _sector(ident: str, name: str, rows: int, wanted: int | None) -> Sector:
    return Sector(
        industry=ident, name=name, name_en=ident, rows=rows, wanted_rows=wanted, wanted_weight=None, tested=True
    )


def _zone(ident: str, industry: str, at: int) -> Found:
    rows = None if at == 3 else (60, 120, 50, 0, 0)[at]
    agreement, (name, name_en) = _AGREED[industry][at], _ZONES[ident]
    return Found(
        about="zone",
        id=ident,
        name=name,
        name_en=name_en,
        industry=industry,
        wanted=agreement in ("met", "absent"),
        places=2,
        rows=rows,
        share=None if rows is None else rows / 300,
        quotient=None if rows is None else 1.1,
        agreement=agreement,
        **_NUMBERS,
    )


def _unit(ident: str, name: str, name_en: str) -> Found:
    return Found(
        about="unit",
        id=ident,
        name=name,
        name_en=name_en,
        industry="biomedeng",
        wanted=False,
        rows=40,
        share=0.2,
        quotient=2.5,
        z=4.0,
        p=0.0001,
        agreement="unplanned",
        **_NUMBERS,
    )


def _cluster(industry: str, name: str, zones: tuple[str, ...], agreement: str, at: tuple[float, float]) -> Cluster:
    lon, lat = at
    rim = tuple((lon + dx, lat + dy) for dx, dy in ((0.1, 0), (0, 0.1), (-0.1, 0), (0, -0.1), (0.1, 0)))
    return Cluster(
        id=f"{industry}-1",
        industry=industry,
        name=name,
        name_en="",
        rows=45,
        expected=6.5,
        p=0.01,
        zones=zones,
        agreement=agreement,
        lon=lon,
        lat=lat,
        km2=180.0,
        rim=rim,
    )
