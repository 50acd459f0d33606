/* Whether scripts with short names (mapgen/page/elements/shorten.py) are still the same: reads pairs
   of texts as JSON from stdin, [[file, before, after, imported names], …], and says where the two syntax
   trees of a pair differ in more than the names of their variables. A name stands for one other name
   in the whole script, and one that is neither declared nor imported for itself. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const eslint = createRequire(createRequire(import.meta.url).resolve("eslint"));
const espree = eslint("espree");
const scopes = eslint("eslint-scope");

const options = { ecmaVersion: 2022, sourceType: "script", range: true };
const parsed = (text) => espree.parse(`async()=>{"use strict";${text}\n}`, options);

const free = (tree) => {
  const found = scopes.analyze(tree, options).globalScope.through;
  return new Set(found.map(({ identifier }) => identifier.name));
};

/** The first difference of two trees, "" for none; `names` and `back` say which name is which. */
const difference = (a, b, names, back) => {
  if (a === null || typeof a !== "object" || b === null || typeof b !== "object") {
    return Object.is(a, b) || (a instanceof RegExp && String(a) === String(b)) ? "" : `${a} → ${b}`;
  }
  if (a.type !== b.type) return `${a.type} → ${b.type}`;
  if (a.type === "Identifier") {
    if (!names.has(a.name)) names.set(a.name, b.name);
    if (!back.has(b.name)) back.set(b.name, a.name);
    const same = names.get(a.name) === b.name && back.get(b.name) === a.name;
    return same ? "" : `${a.name} → ${b.name}`;
  }
  const fixed =
    (["Property", "MethodDefinition", "PropertyDefinition"].includes(a.type) && "key") ||
    (a.type === "MemberExpression" && "property");
  for (const key of Object.keys(a)) {
    if (["range", "start", "end", "shorthand", "raw"].includes(key)) continue;
    if (key === fixed && !a.computed && a[key].type === "Identifier") {
      if (a[key].name !== b[key].name) return `${a[key].name} → ${b[key].name}`;
      continue;
    }
    const found = difference(a[key], b[key], names, back);
    if (found) return found;
  }
  return "";
};

const pairs = JSON.parse(readFileSync(0, "utf8"));
for (const [file, before, after, imported] of pairs) {
  const [a, b] = [parsed(before), parsed(after)];
  const names = new Map();
  const found = difference(a, b, names, new Map());
  if (found) throw new Error(`${file}: ${found}`);
  const left = free(b);
  for (const name of free(a)) {
    const other = names.get(name);
    const kept = other === name || imported.includes(name);
    if (!kept || !left.delete(other)) throw new Error(`${file}: ${name} → ${other}`);
  }
  if (left.size) throw new Error(`${file}: ${[...left]} mean nothing`);
}
console.log(`${pairs.length} scripts are the same with short names`);
