// @ts-check
// The page with a pencil opens as any page; the pencil comes with its panel.
redraws.push(
  [dropTool, ["drawing", "step", "view"]],
  [drawForm, ["lang", "pencil"]],
  [drawTool, ["tool", "zoom"]],
  [drawSays, ["tool", "says"]],
  [drawEditTab, ["lang", "edit"]],
  [drawCardTools, ["lang", "selection"]],
);

async function startPencil() {
  addEditTab();
  await nextFrame();
  buildForm();
  byId("cross").addEventListener("keydown", crossKeys);
  watchTool();
  watchLeaving();
  findDraft();
}

startPencil();
