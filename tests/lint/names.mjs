// The names that each script of a folder declares at its top, and those that it takes from elsewhere.
// node names.mjs FOLDER prints them as JSON.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { analyze } from "eslint-scope";
import { parse } from "espree";

function namesOf(path) {
  const options = { ecmaVersion: 2022, sourceType: "script", range: true };
  const { variables, through } = analyze(parse(readFileSync(path, "utf8"), options), options).globalScope;
  return {
    declares: Object.fromEntries(variables.map(({ name, defs: [{ kind, type }] }) => [name, kind || type])),
    uses: variables.filter(({ references }) => references.some((each) => !each.init)).map(({ name }) => name),
    takes: [...new Set(through.map(({ identifier }) => identifier.name))],
  };
}

/** What each script declares (name -> const, let or FunctionName), uses of it itself, and takes, by its file's name. */
export function namesIn(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return Object.fromEntries(files.sort().map((file) => [file, namesOf(join(folder, file))]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(namesIn(process.argv[2])));
