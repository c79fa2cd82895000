"""Where names stand on the map: each on its own ground, none over a symbol or another name."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from browser import Opened, covered, opened
from playwright.sync_api import Browser
from reading import scene_of

import geo
from geo.draw.sheet.breaks import name_stops

ROOT = Path(__file__).parent.parent
PLANS = geo.list_plans(ROOT)
SIZES = [(1280, 720), (1920, 1080), (390, 844)]
SLACK = 2.5
NAMES = """[...document.querySelectorAll('.label text')].filter(e => e.checkVisibility()).map(e => {
  const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, e.textContent]; })"""
FAR_AWAY = """() => {
  const far = new Map(buju.data.abroad.flatMap(one => one.name.map(name => [name, []])));
  for (const one of buju.data.abroad) for (const name of one.name) far.get(name).push(one.label);
  const frame = buju.map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll('.label.far')].filter(e => far.has(e.textContent)).map(e => {
    const b = e.getBoundingClientRect();
    return Math.min(...far.get(e.textContent).map(([lon, lat]) => {
      const at = buju.map.latLngToContainerPoint([lat, lon]);
      return Math.hypot(
        at.x + frame.left - (b.left + b.right) / 2, at.y + frame.top - (b.top + b.bottom) / 2); })); }); }"""
FAULTS = """everywhere => {
  const units = new Map(buju.data.units.map(unit => [unit.id, unit]));
  const outlines = [...document.querySelectorAll('path[data-type=zone]:not(.hidden)')];
  const holds = (path, x, y) => path.isPointInFill(
    new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse()));
  const own = id => {
    const found = [];
    for (let unit = units.get(id); unit; unit = units.get(unit.parent)) found.push(...(unit.zones || []));
    return found; };
  const discs = [...document.querySelectorAll('.bj :is(.symbol-shape, .disc, .spot)')]
    .map(e => e.getBoundingClientRect());
  const faults = [], named = [];
  for (const label of document.querySelectorAll('.labels .label')) {
    const id = label.dataset.names, home = document.querySelector(`path[data-type=unit][data-id="${id}"]`);
    if (!home) continue;
    named.push(id);
    const box = label.querySelector('text').getBoundingClientRect();
    const [middle, centre] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const nearly = [[0, 0], [4, 0], [-4, 0], [0, 4], [0, -4]];
    if (!nearly.some(([dx, dy]) => holds(home, middle + dx, centre + dy)))
      faults.push([label.textContent, 'stands off its unit']);
    const rim = Math.min(6, box.height / 3);
    for (const x of [box.left + 3, middle, box.right - 3]) for (const y of [box.top + rim, centre, box.bottom - rim]) {
      const across = holds(home, x, y) ? [] : outlines.filter(e => holds(e, x, y) && !own(id).includes(e.dataset.id));
      for (const zone of across) faults.push([label.textContent, 'runs into ' + zone.dataset.id]); }
    for (const disc of discs)
      if (Math.min(box.right, disc.right) - Math.max(box.left, disc.left) > 2.5
        && Math.min(box.bottom, disc.bottom) - Math.max(box.top, disc.top) > 4.5)
        faults.push([label.textContent, 'covers a symbol']); }
  const nameOf = id => document.querySelector(`.labels .label[data-names="${id}"]`);
  for (const [id, label] of outlines.map(e => [e.dataset.id, nameOf(e.dataset.id)])) {
    if (!label) { if (everywhere) faults.push([id, 'has no name']); continue; }
    const box = label.querySelector('text').getBoundingClientRect();
    for (const disc of discs) {
      const [x, y] = [(disc.left + disc.right) / 2, (disc.top + disc.bottom) / 2];
      if (x > box.left && x < box.right && y > box.top && y < box.bottom) faults.push([id, 'hides a symbol']); } }
  return {faults, named}; }"""
HIDDEN = """() => {
  const marks = [...document.querySelectorAll('.bj :is(.symbol-shape, .disc, .spot)')]
    .map(e => e.getBoundingClientRect());
  return [...document.querySelectorAll('.bj .label:not(.park) text')].flatMap(name => {
    const box = name.getBoundingClientRect();
    return marks.map(mark => [(mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2])
      .filter(([x, y]) => x > box.left + 1 && x < box.right - 1 && y > box.top + 2 && y < box.bottom - 2)
      .map(at => [name.textContent, ...at]); }); }"""
CUT = """[...document.querySelectorAll('#panel .head *, #panel .tabs *, #modes *, #foot *, #key *')].filter(e =>
  e.checkVisibility() && getComputedStyle(e).overflow !== 'visible'
  && (e.scrollWidth > e.clientWidth + 1 || e.closest('.head') && e.scrollHeight > e.clientHeight + 1)
).map(e => e.textContent)"""
OTHER_TYPE = """[...document.querySelectorAll('.label text')].filter(text => {
  const style = getComputedStyle(text);
  return ['font-size', 'letter-spacing'].some(name =>
    Math.abs((parseFloat(style.getPropertyValue(name)) || 0) - Number(text.getAttribute(name))) > 0.001);
}).map(text => text.textContent)"""
"""Names that a style sheet sets in another type than the one in which they were measured."""
LOOSE = """() => [...document.querySelectorAll('.labels .label.zone')].map(label => {
  const id = label.dataset.names, foot = label.querySelector('circle');
  const [one, other] = [`path.zone[data-id="${id}"]`, `[data-id="${id}"] .body`];
  const path = document.querySelector(one) || document.querySelector(other);
  const inside = (x, y) => path.isPointInFill(new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse()));
  const box = (foot || label.querySelector('text')).getBoundingClientRect();
  const [west, east, north, south] = [box.left - 20, box.right + 20, box.top - 20, box.bottom + 20];
  for (let x = west; x <= east; x += 3) for (let y = north; y <= south; y += 3) if (inside(x, y)) return null;
  return label.textContent; }).filter(Boolean)"""


def sized(view: Opened, size: tuple[int, int]) -> None:
    view.page.set_viewport_size({"width": size[0], "height": size[1]})
    view.settle()


def collisions(view: Opened) -> list[tuple[Any, Any]]:
    boxes = view.js(NAMES)
    assert len(boxes) >= 4
    size = view.page.viewport_size
    assert size
    assert all(min(box[:2]) >= 0 and box[2] <= size["width"] and box[3] <= size["height"] for box in boxes)
    return [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3]) < -SLACK
    ]


@pytest.mark.parametrize("drawing", ["admin", "schematic"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plan", PLANS)
def test_names_stand_apart_and_off_symbols_each_on_its_own_ground(
    browser: Browser, pages: dict[str, Path], plan: str, language: str, drawing: str
) -> None:
    with opened(browser, pages[plan], f"#lang={language}&draw={drawing}", reduced_motion="reduce") as made:
        for size in SIZES:
            sized(made, size)
            # In its first size, before it is another, nothing hides a zone.
            assert drawing == "schematic" or size != SIZES[0] or covered(made) == {}
            assert collisions(made) == [], size
            assert all(away < 40 for away in made.js(FAR_AWAY)), size
            assert made.js(LOOSE) == [], size
            assert made.js(CUT) == [], size
            assert made.js(HIDDEN) == [], size
            if drawing == "admin":
                assert made.js(OTHER_TYPE) == [], size
                found = made.page.evaluate(FAULTS, True)
                assert found["faults"] == [], size
                assert found["named"] or (plan == "national" and size[0] < 400), size


def test_a_name_left_out_comes_with_zooming_in(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(
        browser, pages["heilongjiang"], viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    ) as made:
        few = set(made.js(FAULTS)["named"])
        everywhere = {unit["id"] for unit in made.js("buju.data.units") if unit["level"] == "prefecture"}
        assert few < everywhere
        seen = set(few)
        for lat in (45, 47, 49):
            for lon in (124, 127, 130, 133):
                made.js(f"buju.map.setView([{lat}, {lon}], 6.75, {{animate: false}}) && 0")
                made.settle()
                found = made.js(FAULTS)
                assert found["faults"] == []
                seen |= set(found["named"])
        assert everywhere - seen == set()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("plan", PLANS)
def test_no_word_of_a_name_is_broken_on_the_map(
    browser: Browser, pages: dict[str, Path], plan: str, size: tuple[int, int]
) -> None:
    scene = scene_of(plan)
    stops = {
        mark.name.zh: {*name_stops(mark.name.zh, scene.words), len(mark.name.zh)}
        for mark in (*scene.zones, *scene.parks)
    }
    with opened(browser, pages[plan], viewport={"width": size[0], "height": size[1]}) as made:
        told = made.js(
            "[...document.querySelectorAll('.labels .label:is(.zone, .park) text')]"
            ".map(text => [...text.children].map(line => line.textContent))"
        )
        for lines in told:
            if (name := "".join(lines)) in stops:
                assert {*accumulate(map(len, lines))} <= stops[name], lines
