import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { html } from "../view.js";
import { count, counted } from "../words/numbers.js";

const EVERY = 1_000;

/** How far the newest rules were applied to the customers known already. */
export function ApplyingRule() {
  const { value } = useAnswer(segue.backfill, [], EVERY);
  const share = value && value.customers > 0 ? value.done / value.customers : 0;
  return html`
    <section class="backfill" aria-label="Backfill">
      <p class="small">
        ${value === null && "Asking how far the rules were applied."}
        ${value?.complete && `The rules in force were applied to all ${counted(value.customers, "customer")}.`}
        ${value && !value.complete &&
        `The newest rules are being applied: ${count(value.done)} of ${counted(value.customers, "customer")}, ${counted(value.changes, "change")} so far.`}
      </p>
      ${value && !value.complete &&
      html`<div class="bar" role="progressbar" aria-label="Customers to whom the newest rules were applied" aria-valuemin="0" aria-valuemax="100"
        aria-valuenow=${Math.round(share * 100)}><div style=${{ width: share * 100 + "%" }} /></div>`}
    </section>
  `;
}
