/**
 * The parts of a rule, for eyes: what is wrong with it only the service can say.
 * @typedef {{kind: "text" | "number" | "function" | "word" | "sign" | "name" | "space", text: string}} Token
 */

const PARTS = [
  ["space", /\s+/y],
  ["text", /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/y],
  ["number", /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ["word", /(?:true|false|in|now|profile)\b/y],
  ["function", /[A-Za-z_]\w*(?=\s*\()/y],
  ["name", /[A-Za-z_]\w*/y],
  ["sign", /&&|\|\||[<>=!]=|./y],
];

/** @returns {Token[]} whose texts together are the rule */
export function tokens(rule) {
  const found = [];
  for (let at = 0; at < rule.length; ) {
    const [kind, text] = partAt(rule, at);
    found.push({ kind, text });
    at += text.length;
  }
  return found;
}

function partAt(rule, at) {
  for (const [kind, pattern] of PARTS) {
    pattern.lastIndex = at;
    const match = pattern.exec(rule);
    if (match) {
      return [kind, match[0]];
    }
  }
  return ["sign", rule[at]];
}

/** The rule in lines: one for each of the conditions that it joins. */
export function lines(rule) {
  const all = [[]];
  let depth = 0;
  for (const token of tokens(rule.trim())) {
    depth += token.text === "(" || token.text === "[" ? 1 : token.text === ")" || token.text === "]" ? -1 : 0;
    if (depth === 0 && (token.text === "&&" || token.text === "||")) {
      all.push([]);
    }
    all.at(-1).push(token.kind === "space" ? { kind: "space", text: " " } : token);
  }
  return all;
}
