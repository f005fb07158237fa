import { HighlightStyle, StreamLanguage } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { tokens } from "../rule/tokens.js";

const KEY = /^(\s*(?:-\s+)?)(["']?[A-Za-z]+["']?)(?=\s*:)/;
const RULES = ["enter", "exit"];

/** What the parts of a rule are called, as `rule/tokens.js` tells them apart. */
const NAMES = { text: "string", number: "number", function: "function", word: "keyword", sign: "operator" };

/** A definition: keys and values, and rules where the keys are those of rules. For eyes; the service alone knows what is wrong. */
export const definitionLanguage = StreamLanguage.define({
  name: "definition",
  startState: () => ({ rule: false, indent: 0 }),
  copyState: (state) => ({ ...state }),
  token(stream, state) {
    if (stream.sol()) {
      const key = KEY.exec(stream.string);
      if (key && (!state.rule || key[1].length <= state.indent)) {
        stream.pos = key[0].length;
        state.rule = RULES.includes(key[2].replace(/["']/g, ""));
        state.indent = key[1].length;
        return "key";
      }
    }
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.peek() === "#") {
      stream.skipToEnd();
      return "comment";
    }
    if (!state.rule) {
      return valueToken(stream);
    }
    const [token] = tokens(stream.string.slice(stream.pos));
    stream.pos += token.text.length;
    return NAMES[token.kind] ?? null;
  },
  languageData: { commentTokens: { line: "#" } },
  tokenTable: {
    key: tags.propertyName,
    string: tags.string,
    number: tags.number,
    function: tags.function(tags.variableName),
    keyword: tags.keyword,
    operator: tags.operator,
    comment: tags.comment,
  },
});

function valueToken(stream) {
  if (stream.match(/^[:\-[\]{},>|]/)) {
    return "operator";
  }
  if (stream.match(/^\d[\w.]*/)) {
    return "number";
  }
  stream.match(/^[^#]+/);
  return null;
}

export const ruleColours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--soft)", fontWeight: "600" },
  { tag: tags.string, color: "var(--entered)" },
  { tag: tags.number, color: "var(--warn)" },
  { tag: tags.function(tags.variableName), color: "var(--accent)" },
  { tag: tags.keyword, color: "var(--violet)" },
  { tag: tags.operator, color: "var(--soft)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);
