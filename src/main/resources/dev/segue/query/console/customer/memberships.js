import { to } from "../router.js";
import { Problem, Waiting } from "../shell/states.js";
import { html } from "../view.js";
import { instant, moment, span } from "../words/times.js";

/** What a customer is in, or was in at an instant; one may be chosen, to be explained. */
export function Memberships({ customer, names, at, past, chosen, onChosen }) {
  const shown = at === null ? customer.memberships : past.value?.memberships;
  return html`
    <section class="card" aria-labelledby="memberships">
      <header>
        <h2 id="memberships">Memberships</h2>
        <span class="small soft">${at === null ? "now" : "as of " + instant(at)}</span>
      </header>
      ${past.problem && at !== null && html`<${Problem} problem=${past.problem} />`}
      ${shown ? list(shown, customer, names, chosen, onChosen) : !past.problem && html`<${Waiting} height="8rem" />`}
    </section>
  `;
}

function list(shown, customer, names, chosen, onChosen) {
  if (shown.length === 0) {
    return html`<p class="notice">In no segment.</p>`;
  }
  const present = new Map(customer.memberships.map((one) => [one.segmentId, one]));
  return html`
    <table class="memberships">
      <thead>
        <tr><th scope="col">Segment</th><th scope="col">Since</th><th scope="col">Until</th><td></td></tr>
      </thead>
      <tbody>
        ${shown.map(
          (one) => html`<tr key=${one.segmentId}>
            <th scope="row">
              <a href=${to("segments", one.segmentId)}>${names.get(one.segmentId) ?? one.segmentId}</a>
              ${one.arm === "HOLDOUT" && html`${" "}<span class="badge" title="A member like the others, kept as the control group">holdout</span>`}
            </th>
            <td>${one.since === null ? "before all that is kept" : html`<span title=${instant(one.since)}>${moment(one.since)}</span>`}</td>
            <td>${end(present.get(one.segmentId), one.since)}</td>
            <td class="number">
              <button aria-pressed=${one.segmentId === chosen} aria-label=${"Why in " + (names.get(one.segmentId) ?? one.segmentId)}
                onClick=${() => onChosen(one.segmentId)}>Why</button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** When a membership ends, of which nothing is left now where it has ended. */
function end(present, since) {
  if (present === undefined || present.since !== since) {
    return html`<span class="soft">ended by now</span>`;
  }
  const expected = present.exitExpectedAt;
  if (expected === null) {
    return html`<span class="soft">something happens</span>`;
  }
  const left = expected - Date.now();
  return html`<span title=${instant(expected)}>${left > 0 ? "in " + span(left) : moment(expected)}</span>`;
}
