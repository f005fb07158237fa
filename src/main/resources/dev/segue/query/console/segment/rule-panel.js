import { to } from "../router.js";
import { RuleText } from "../rule/text.js";
import { html } from "../view.js";
import { percent } from "../words/numbers.js";

/** What a segment asks of those who enter and leave. */
export function RulePanel({ segment, names }) {
  return html`
    <section class="card" aria-labelledby="rule">
      <header><h2 id="rule">Rule</h2></header>
      <div class="stack">
        ${segment.enter
          ? html`<h3>Enters when</h3><${RuleText} rule=${segment.enter} />`
          : html`<p>Has no rule of its own: everyone is in it who is in a segment that rolls up to it.</p>`}
        ${segment.enter && html`<h3>Leaves when</h3>${segment.exit ? html`<${RuleText} rule=${segment.exit} />` : html`<p>that no longer holds</p>`}`}
        <dl class="terms">
          ${segment.stay && html`<dt>Stays at least</dt><dd>${segment.stay}</dd>`}
          ${segment.cooldown && html`<dt>Stays out at least</dt><dd>${segment.cooldown}</dd>`}
          ${segment.holdout && html`<dt>Control group</dt><dd>${percent(segment.holdout)} of the members</dd>`}
          ${segment.rollsUpTo &&
          html`<dt>Rolls up to</dt><dd><a href=${to("segments", segment.rollsUpTo)}>${names.get(segment.rollsUpTo) ?? segment.rollsUpTo}</a></dd>`}
        </dl>
      </div>
    </section>
  `;
}
