// @ts-check
// A page with a register opens as any page; the register comes with its panel. A second map beside the first has none.
async function startRegister() {
  addTab(
    "register",
    TABS.length,
    registerHead,
    registerTable,
    ...(registerBlock.rows ? [registerFind, registerList] : []),
  );
  // Names are placed last, and keep off the hexagons.
  drawBefore(drawLabels, drawRegisterSpots, ["lang", "extent", "filter", "drawing", "step", "view", "register", "tab"]);
  legendHeads.push(registerLegend);
  redraws.push(
    [markRegisterTab, ["tab", "register", "drawing", "view"]],
    [drawLabels, ["register", "tab"]],
    [drawRegisterTab, ["lang", "register"]],
    [drawRegister, ["register", "tab", "theme", "drawing", "view", "lang"]],
    [drawLegend, ["register", "tab"]],
  );
  await nextFrame();
  registerCanvas.addTo(map);
  watchRegister();
  redraw("register", "tab");
}

/** While the register is looked at, the plan's own places stand back. */
function markRegisterTab() {
  root.classList.toggle("on-register", state.tab === "register" && isRegisterShown());
}

function watchRegister() {
  const container = map.getContainer();
  // Above the map's own listener, which tells the unit beneath and may come after this one.
  byId("stage").addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || /** @type {any} */ (map.dragging).moving()) return;
    if (!container.contains(targetOf(event))) return;
    const found = registerAt(event);
    if (found) showTip(event, { name: [found.text] });
  });
  // A point of the register lies over the units, which would be chosen otherwise.
  container.addEventListener(
    "click",
    (event) => {
      const found = registerAt(event);
      if (!found || !found.row) return;
      event.stopPropagation();
      pickRow(found.row, false);
    },
    true,
  );
}

if (!isPaired) startRegister();
