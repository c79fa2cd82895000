"""An online base under a page's map: where its tiles come from, and the one host that the page may then ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from geo.draw.scene.phrases import phrase
from geo.draw.scene.words import Words
from geo.model.errors import UsageError

Owner = TypeVar("Owner")

_TIANDITU = (
    "https://t0.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}"
)
_OWNERS = {
    "tianditu.gov.cn": Words("天地图", "Tianditu"),
    "openstreetmap.org": Words("© OpenStreetMap 贡献者", "© OpenStreetMap contributors"),
}
_SHIFTED = {
    "autonavi.com": "Gaode",
    "amap.com": "Gaode",
    "qq.com": "Tencent",
    "gtimg.com": "Tencent",
    "google.cn": "Google in China",
    "googleapis.cn": "Google in China",
    "ditu.live.com": "Bing in China",
    "geoq.cn": "GeoQ",
    "baidu.com": "Baidu",
    "bdimg.com": "Baidu",
    "bdstatic.com": "Baidu",
}
"""Hosts whose tiles of China are in a shifted datum (GCJ-02, BD-09)."""

_WMTS = {"{tilematrix}": "{z}", "{tilerow}": "{y}", "{tilecol}": "{x}"}
_HOLES = ("{z}", "{x}", "{y}")
_HOST = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
_WRITTEN_KEY = re.compile(r"[?&](tk|key|api_?key|token|access_token|ak)=(?!\{key\})[^&]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TileBase:
    """Tiles in Web Mercator: a template with {z}, {x}, {y}, and {key} where whoever looks at the page gives one."""

    url: str
    host: str
    credit: Words


def tile_base(text: str) -> TileBase:
    """Return the online base that a text names.

    Parameters
    ----------
    text : str
        ``tianditu``, or an address with {z}, {x} and {y}, as of XYZ services, or with {TileMatrix}, {TileRow} and
        {TileCol}, as of WMTS.

    Raises
    ------
    UsageError
        The address has other holes or none, names several hosts, holds a key, or its tiles are known to be shifted.

    Examples
    --------
    >>> tile_base("https://tiles.example.org/{z}/{x}/{y}.png").host
    'https://tiles.example.org'
    """
    url = _TIANDITU if text == "tianditu" else re.sub(r"\{tile\w+\}", _as_xyz, text, flags=re.IGNORECASE)
    host = _HOST.match(url)
    if not host or not url[host.end() :].startswith("/"):
        raise UsageError(f"{text}: is no address of one host. Write tianditu, or https://HOST/{{z}}/{{x}}/{{y}}.png.")
    if owner := _owner(host[0], _SHIFTED):
        hint = "Use tianditu, or tiles in WGS 84 or CGCS2000."
        raise UsageError(f"{host[0]}: tiles of {owner} are shifted: all would lie 0.5 to 1.2 km off. {hint}")
    if not all(hole in url for hole in _HOLES) or set(re.findall(r"\{.*?\}", url)) - {*_HOLES, "{key}"}:
        raise UsageError(f"{text}: needs {{z}}, {{x}} and {{y}}, may have {{key}}, and nothing else in braces.")
    if _WRITTEN_KEY.search(url):
        raise UsageError(
            f"{text}: has a key, which everybody could read in the file. Write {{key}}: the page asks for it."
        )
    return TileBase(url, host[0], _credit(host[0]))


def _as_xyz(match: re.Match[str]) -> str:
    return _WMTS.get(match[0].lower(), match[0])


def _credit(host: str) -> Words:
    name = urlsplit(host).hostname or host
    return phrase("credit_base", owner=_owner(host, _OWNERS) or Words(name))


def _owner(host: str, owners: Mapping[str, Owner]) -> Owner | None:
    """Return whose a host is by the end of its name; None of others."""
    name = (urlsplit(host).hostname or host).lower()
    return next((owner for ending, owner in owners.items() if f".{name}".endswith(f".{ending}")), None)
