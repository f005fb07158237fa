import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { html } from "../view.js";
import { count, counted } from "../words/numbers.js";

const EVERY = 500;

/**
 * How far what was published is applied to the customers known already.
 * @param {{before: {partitions: {definitions: number}[]}}} properties how it was before: what came later is of the new rules
 */
export function Following({ before }) {
  const { value } = useAnswer(segue.backfill, [], EVERY);
  const begun = value?.partitions.every(({ definitions }, index) => definitions > before.partitions[index].definitions);
  const done = begun && value.complete;
  const share = !begun || value.customers === 0 ? (done ? 1 : 0) : value.done / value.customers;
  return html`
    <div class="bar" role="progressbar" aria-label="Customers to whom it was applied" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share * 100)}>
      <div style=${{ width: share * 100 + "%" }} />
    </div>
    <p class="small following" role="status">${words(value, begun, done)}</p>
  `;
}

function words(value, begun, done) {
  if (!begun) {
    return "It is about to be applied to the customers known already.";
  }
  return done
    ? `It was applied to all ${counted(value.customers, "customer")}: ${counted(value.changes, "change")} came of it.`
    : `It is being applied: ${count(value.done)} of ${counted(value.customers, "customer")}, ${counted(value.changes, "change")} so far.`;
}
