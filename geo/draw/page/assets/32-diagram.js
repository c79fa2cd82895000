// @ts-check
// The schematic: the same zones as planning institutes draw them, over a quiet ground of units.
/** Large drawings first, so that one within another can be seen and picked. */
function zonesByDiagram() {
  const sizes = new Map(zones.filter((zone) => zone.diagram).map((zone) => [zone, ringArea(zone.diagram[0][0])]));
  return [...sizes.keys()].sort((a, b) => sizes.get(b) - sizes.get(a));
}

function drawDiagrams() {
  root.classList.toggle("schematic", isSchematic());
  if (isSchematic()) {
    const drawings = zonesByDiagram();
    shapeGroups.diagrams.replaceChildren(svg("defs", {}, ...drawings.map(glow)), ...drawings.map(diagramNode));
  }
  for (const zone of zones) {
    nameNode(shapeNodes.get(zone.id), zone, !isSchematic());
    nameNode(diagramNodes.get(zone.id), zone, isSchematic());
  }
}

/** Only one drawing of a zone answers to its id. @param {SVGElement | undefined} node @param {Zone} zone @param {boolean} on */
function nameNode(node, zone, on) {
  if (node && on) furnish(node, { "data-id": zone.id, "data-type": "zone" }, []);
  else if (node) for (const name of ["data-id", "data-type"]) node.removeAttribute(name);
}

/** @param {Zone} zone */
function diagramNode(zone) {
  const d = smoothPath(zone);
  const fill = formOf(zone) === "pole" ? `url(#glow-${zone.id})` : zone.colour.fill;
  const node = svg(
    "g",
    { class: `diagram ${formOf(zone)}` },
    svg("path", { d, class: "aura", stroke: zone.colour.line }),
    svg("path", { d, class: "body", fill, "fill-rule": "evenodd", stroke: zone.colour.line }),
    svg("path", { d, class: "hatch", fill: zone.hatch ? `url(#hatch-${zone.id})` : "none", "fill-rule": "evenodd" }),
    svg("path", { d: shapePath(outerShape(zone.diagram), 0), class: "hit" }),
  );
  diagramNodes.set(zone.id, node);
  return node;
}

/**
 * Curves through the middles of the sides, so that a circle stays round when it is large; arrows keep their tips.
 * @param {Zone} zone
 */
function smoothPath(zone) {
  if (["wing", "valley"].includes(formOf(zone))) return shapePath(zone.diagram, 0);
  return zone.diagram.flat().map(smoothRing).join("");
}

/** @param {Run} ring */
function smoothRing(ring) {
  const flat = flatRing(ring, 0);
  const middle = (/** @type {number} */ i) => `${(flat[i] + flat[i + 2]) / 2} ${(flat[i + 1] + flat[i + 3]) / 2}`;
  let text = `M${middle(0)}`;
  for (let i = 2; i < flat.length - 2; i += 2) text += `Q${flat[i]} ${flat[i + 1]} ${middle(i)}`;
  return `${text}Q${flat[0]} ${flat[1]} ${middle(0)}Z`;
}

/** A pole shines from its middle. @param {Zone} zone */
function glow(zone) {
  const stops = [
    [0, 0.75],
    [0.45, 0.42],
    [1, 0.2],
  ].map(([offset, opacity]) => svg("stop", { offset, "stop-color": zone.colour.line, "stop-opacity": opacity }));
  return svg("radialGradient", { id: `glow-${zone.id}` }, ...stops);
}
