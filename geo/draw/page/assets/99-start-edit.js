// @ts-check
// The page with a pencil opens as any page; the pencil comes with its panel. A second map beside the first has none.
async function startPencil() {
  addTab("edit", 0, editHead, editFilter, editLists);
  redraws.push(
    [dropTool, ["drawing", "step", "view"]],
    [drawForm, ["lang", "pencil"]],
    [drawTool, ["tool", "zoom"]],
    [drawSays, ["tool", "says"]],
    [drawEditTab, ["lang", "edit"]],
    [drawCardTools, ["lang", "selection"]],
  );
  await nextFrame();
  buildForm();
  byId("cross").addEventListener("keydown", crossKeys);
  watchTool();
  watchLeaving();
  findDraft();
}

if (!isPaired) startPencil();
