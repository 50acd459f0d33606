/* The plural rules of gettext catalogues ("n != 1", "n%10==1 && n%100!=11 ? 0 : 1"), without eval. */
/** From the loosest to the tightest. */
const LEVELS = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];
const ACTS = {
  "||": (a, b) => (a || b ? 1 : 0),
  "&&": (a, b) => (a && b ? 1 : 0),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<": (a, b) => Number(a < b),
  ">": (a, b) => Number(a > b),
  "<=": (a, b) => Number(a <= b),
  ">=": (a, b) => Number(a >= b),
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => Math.trunc(a / b),
  "%": (a, b) => a % b,
};

/** The rule as a function: n → which of the forms. */
export const pluralRule = (text) => {
  const tokens = text.match(/\d+|n|[=!<>]=|&&|\|\||[-+*/%<>!?:()]/g) || [];
  let at = 0;

  function choice() {
    const test = joined(0);
    if (tokens[at] !== "?") return test;
    at += 1;
    const yes = choice();
    at += 1;
    const no = choice();
    return (n) => (test(n) ? yes(n) : no(n));
  }

  function joined(level) {
    if (level === LEVELS.length) return single();
    let left = joined(level + 1);
    while (LEVELS[level].includes(tokens[at])) {
      const act = ACTS[tokens[at]];
      at += 1;
      const [before, after] = [left, joined(level + 1)];
      left = (n) => act(before(n), after(n));
    }
    return left;
  }

  function single() {
    const token = tokens[at];
    at += 1;
    if (token === "n") return (n) => n;
    if (token === "!") {
      const inner = single();
      return (n) => Number(!inner(n));
    }
    if (token !== "(") return () => Number(token);
    const inner = choice();
    at += 1;
    return inner;
  }

  const rule = choice();
  return (n) => Number(rule(n));
};
