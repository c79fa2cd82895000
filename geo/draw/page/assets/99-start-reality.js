// @ts-check
// A page with a register set against the plan opens as any page; this comes with its panel. A second map has none.
async function startReality() {
  addRealityTab();
  // Names are placed last, and keep off the discs.
  redraws.splice(
    redraws.findIndex(([draw]) => draw === drawLabels),
    0,
    [drawRealitySpots, ["lang", "extent", "filter", "drawing", "step", "view", "reality", "tab"]],
  );
  redraws.push(
    [drawReality, ["tab", "reality", "drawing", "view", "step", "zoom"]],
    [drawLabels, ["reality", "tab"]],
    [drawRealityTab, ["lang", "reality"]],
    [drawRealityLegend, ["reality", "tab"]],
  );
  await nextFrame();
  watchRealityLegend();
  redraw("reality", "tab");
}

if (!isPaired) startReality();
