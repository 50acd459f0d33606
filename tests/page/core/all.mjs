/* All tests of this folder in one process: what they import is read and compiled once. */
import { readdirSync } from "node:fs";

const here = new URL(".", import.meta.url);
const names = readdirSync(here).filter((name) => name.endsWith(".test.mjs"));
for (const name of names.sort()) await import(new URL(name, here));
