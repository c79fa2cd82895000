// @ts-check
// A page with a register set against the plan opens as any page; this comes with its panel. A second map has none.
async function startReality() {
  addTab("reality", TABS.length);
  // Names are placed last, and keep off the discs.
  drawBefore(drawLabels, drawRealitySpots, ["lang", "extent", "filter", "drawing", "step", "view", "reality", "tab"]);
  legendHeads.push(realityLegend);
  redraws.push(
    [drawReality, ["tab", "reality", "drawing", "view", "step", "zoom"]],
    [drawLabels, ["reality", "tab"]],
    [drawRealityTab, ["lang", "reality"]],
    [drawLegend, ["reality", "tab"]],
  );
  await nextFrame();
  redraw("reality", "tab");
}

if (!isPaired) startReality();
