// The schematic: the same zones as planning institutes draw them, over a quiet ground of units.
/** Large drawings first, so that one within another can be seen and picked. */
function zonesByDiagram() {
  const sizes = new Map(zones.filter((zone) => zone.diagram).map((zone) => [zone, ringArea(zone.diagram[0][0])]));
  return [...sizes.keys()].sort((a, b) => sizes.get(b) - sizes.get(a));
}

function drawDiagrams() {
  root.classList.toggle("schematic", isSchematic());
  if (isSchematic()) {
    shapeGroups.diagrams.replaceChildren(svg("defs"), ...zonesByDiagram().map(diagramNode));
    shapeGroups.diagrams.firstChild.append(...zonesByDiagram().map(glow));
  }
  for (const zone of zones) {
    for (const [nodes, named] of [
      [shapeNodes, !isSchematic()],
      [diagramNodes, isSchematic()],
    ]) {
      const node = nodes.get(zone.id);
      if (node) furnish(node, named ? { "data-id": zone.id, "data-type": "zone" } : {}, []);
      if (node && !named) for (const name of ["data-id", "data-type"]) node.removeAttribute(name);
    }
  }
}

function diagramNode(zone) {
  const d = smoothPath(zone);
  const fill = formOf(zone) === "pole" ? `url(#glow-${zone.id})` : zone.colour.fill;
  const node = svg(
    "g",
    { class: `diagram ${formOf(zone)}` },
    svg("path", { d, class: "aura", stroke: zone.colour.line }),
    svg("path", { d, class: "body", fill, "fill-rule": "evenodd", stroke: zone.colour.line }),
    svg("path", { d: shapePath(outerShape(zone.diagram), 0), class: "hit" }),
  );
  diagramNodes.set(zone.id, node);
  return node;
}

/** Curves through the middles of the sides, so that a circle stays round when it is large; arrows keep their tips. */
function smoothPath(zone) {
  if (["wing", "valley"].includes(formOf(zone))) return shapePath(zone.diagram, 0);
  return zone.diagram.flat().map(smoothRing).join("");
}

function smoothRing(ring) {
  const flat = flatRing(ring, 0);
  const middle = (i) => `${(flat[i] + flat[i + 2]) / 2} ${(flat[i + 1] + flat[i + 3]) / 2}`;
  let text = `M${middle(0)}`;
  for (let i = 2; i < flat.length - 2; i += 2) text += `Q${flat[i]} ${flat[i + 1]} ${middle(i)}`;
  return `${text}Q${flat[0]} ${flat[1]} ${middle(0)}Z`;
}

/** A pole shines from its middle. */
function glow(zone) {
  const stop = (offset, opacity) => svg("stop", { offset, "stop-color": zone.colour.line, "stop-opacity": opacity });
  return svg("radialGradient", { id: `glow-${zone.id}` }, stop(0, 0.75), stop(0.45, 0.42), stop(1, 0.2));
}
