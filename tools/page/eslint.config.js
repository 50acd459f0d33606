/* The rules of the page's scripts; run from the project's folder by `make lint-page`. */
import { readFileSync } from "node:fs";
import js from "@eslint/js";
import globals from "globals";

const html = "HTML becomes elements in cleanedHTML (dom.js) only";
/* What a script of the page may take from the browser: other names are shortened. */
const taken = JSON.parse(
  readFileSync(new URL("../../mapgen/page/elements/globals.json", import.meta.url), "utf8"),
);
const network = "the page asks nothing of the network";

export default [
  { ignores: ["**/node_modules/**", "output/**", "mutants/**", "test-results/**"] },
  js.configs.recommended,
  {
    files: ["mapgen/desk/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
  },
  {
    files: ["mapgen/page/**/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "module",
      globals: Object.fromEntries(taken.map((name) => [name, "readonly"])),
    },
  },
  {
    files: ["mapgen/page/browser/app/{first_words,start}.js", "mapgen/desk/preview/*.js"],
    languageOptions: { sourceType: "script" },
  },
  {
    files: ["tests/**/*.{js,mjs}", "tools/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.node },
  },
  {
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow-restricted-names": "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
  {
    files: ["mapgen/page/**/*.js"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "Image"].map(
          (name) => ({ name, message: network }),
        ),
      ],
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "bindPopup", "bindTooltip"].map(
          (property) => ({ property, message: html }),
        ),
        { property: "sendBeacon", message: network },
      ],
    },
  },
];
