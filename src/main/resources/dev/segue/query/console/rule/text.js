import { html } from "../view.js";
import { lines } from "./tokens.js";

/** A rule as its author wrote it, coloured, with a line for each condition. */
export function RuleText({ rule }) {
  return html`
    <pre class="rule" tabindex="0"><code>${lines(rule).map((line) => html`<span class="rule-line">${line.map(part)}</span>`)}</code></pre>
  `;
}

/** A piece of a rule within a sentence. */
export function RulePiece({ rule }) {
  return html`<code class="rule-piece">${lines(rule).flat().map(part)}</code>`;
}

function part(token) {
  return token.kind === "space" || token.kind === "name" ? token.text : html`<span class=${"rule-" + token.kind}>${token.text}</span>`;
}
