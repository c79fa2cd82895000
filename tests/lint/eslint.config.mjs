// What scripts of pages are held to beside their types. They are joined into one function in the order of their names;
// that a file takes from lower ones alone is held by tests/test_scripts.py. Run from the root of the project.
import js from "@eslint/js";
import compat from "eslint-plugin-compat";
import es from "eslint-plugin-es-x";

import { BROWSERS } from "./browsers.mjs";
import { namesIn } from "./names.mjs";

/** What some of the browsers lack: Chinese names break at any character, and no button asks for the full screen. */
const DONE_WITHOUT = [
  "Intl.Segmenter",
  "document.fullscreenElement",
  "document.fullscreenEnabled",
  "document.exitFullscreen",
];

/** Names that scripts of a room share: none is taken again for something else within a function. */
function sharedIn(folder) {
  const names = Object.values(namesIn(folder)).flatMap(({ declares }) => Object.keys(declares));
  return Object.fromEntries(names.map((name) => [name, "readonly"]));
}

function heldIn(folder) {
  return {
    files: [`${folder}/*.js`],
    plugins: { compat, "es-x": es },
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: sharedIn(folder) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    settings: { targets: BROWSERS, polyfills: DONE_WITHOUT },
    rules: {
      ...js.configs.recommended.rules,
      ...es.configs["flat/restrict-to-es2020"].rules, // what values can do is held by the "lib" of tsconfig.json
      "compat/compat": "error",
      "no-undef": "off", // TypeScript knows more names
      "no-redeclare": "off", // every file declares what is shared
      "no-unused-vars": ["error", { vars: "local" }],
      "no-shadow": ["error", { builtinGlobals: true }],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  };
}

export default ["geo/draw/page/assets", "geo/draw/atlas/assets"].map(heldIn);
