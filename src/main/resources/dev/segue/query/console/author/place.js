/**
 * Where in a definition somebody writes, and what can stand there.
 * @typedef {{kind: string, typed: string, eager?: boolean, inText?: boolean}} Place `typed` is what of it is there already
 */

const KEY = /^(\s*)(?:-\s+)?["']?([A-Za-z]+)["']?\s*:(.*)$/;

/** @returns {Place | null} null where anything may stand */
export function placeIn(text, at) {
  const lines = text.slice(0, at).split("\n");
  const line = lines.at(-1);
  const key = keyOf(lines);
  if (key === null || (key.line !== lines.length - 1 && indent(line) <= key.indent)) {
    const typed = /^\s*(?:-\s+)?(\w*)$/.exec(line);
    return typed && { kind: "key", typed: typed[1], given: keysOf(text) };
  }
  const value = lines.slice(key.line).join("\n");
  if (key.name === "enter" || key.name === "exit") {
    return inRule(value.slice(value.indexOf(":") + 1));
  }
  const typed = /[\w-]*$/.exec(line)[0];
  return { rollsUpTo: { kind: "segment", typed, eager: true }, tier: { kind: "tier", typed, eager: true } }[key.name] ?? null;
}

/** The last line that begins with a key, unless it lies within the rule of another. */
function keyOf(lines) {
  let found = null;
  lines.forEach((line, index) => {
    const key = KEY.exec(line);
    if (key && (found === null || key[1].length <= found.indent)) {
      found = { name: key[2], indent: key[1].length, line: index };
    }
  });
  return found;
}

const indent = (line) => line.length - line.trimStart().length;

const keysOf = (text) => [...text.matchAll(/^\s*(?:-\s+)?([A-Za-z]+)\s*:/gm)].map((match) => match[1]);

/** @param {string} rule as far as it goes before the place */
function inRule(rule) {
  const type = [...rule.matchAll(/events\(\s*["']([^"']*)["']\s*\)/g)].at(-1)?.[1] ?? null;
  const text = /(?:^|[^\w"])["']([^"'\n]*)$/.exec(rule);
  return text && isOpen(rule) ? inText(rule, text[1], type) : inCode(rule, type);
}

/** Whether a text has begun that has not ended. */
const isOpen = (rule) => (rule.match(/"/g)?.length ?? 0) % 2 === 1 || (rule.match(/'/g)?.length ?? 0) % 2 === 1;

function inText(rule, typed, type) {
  const before = rule.slice(0, rule.length - typed.length - 1);
  const place = { typed, inText: true, eager: true };
  if (/\bevents\(\s*$/.test(before)) {
    return { ...place, kind: "event" };
  }
  if (/\binSegment\(\s*$/.test(before)) {
    return { ...place, kind: "segment" };
  }
  if (/\.(sum|avg|min|max|distinct)\(\s*$/.test(before) || /[fF]ollowedBy\((?:[^()]|\([^()]*\))*,\s*$/.test(before)) {
    return { ...place, kind: "property", type };
  }
  const compared = /\b(\w+)\.(\w+)\s*[=!]=\s*$/.exec(before);
  return compared && { ...place, kind: "value", type, name: compared[2], ofProfile: compared[1] === "profile" };
}

function inCode(rule, type) {
  const [, before, typed] = /^([^]*?)(\w*)$/.exec(rule);
  if (!before.endsWith(".")) {
    return /\d$/.test(before + typed) ? null : { kind: "start", typed };
  }
  const entry = [...rule.matchAll(/\.where\(\s*(\w+)\s*,/g)].at(-1)?.[1] ?? null;
  const owner = /(\w+(?:\.\w+)?|\))\.$/.exec(before)?.[1];
  if (owner === "profile") {
    return { kind: "attribute", typed, eager: true };
  }
  if (owner === entry) {
    return { kind: "property", typed, type, eager: true };
  }
  return owner === ")" ? { kind: "afterEvents", typed, eager: true } : owner?.includes(".") ? { kind: "afterText", typed, eager: true } : null;
}
