// @ts-check
// What only the page with a pencil has. It is joined after the others and opens when they have drawn the plan.
/** Editions, evidence, ways to draw and words beside the page's own block. @type {Desk} */
const desk = JSON.parse(byId("draft").textContent);
Object.assign(data.phrases, desk.phrases);

/** What is under way: the tool at work, what it says, where its cross stands, and what was chosen of places before. @type {Pencil} */
const pencil = {
  tool: null,
  says: "",
  cross: null,
  ghost: null,
  next: "",
  chosen: { basis: "site", precision_km: "", source: "", record: "", outside: "" },
};
