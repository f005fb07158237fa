import { to } from "../router.js";
import { html } from "../view.js";
import { instant, moment } from "../words/times.js";
import { verb, why } from "./words.js";

/** @type {WeakMap<object, object>} what a change was drawn as: it need not be compared again */
const drawn = new WeakMap();

/**
 * Changes in words, the newest first.
 * @param {{changes: object[], names: Map<string, string>, label: string}} properties
 */
export function ChangeList({ changes, names, label }) {
  return html`<ol class="changes" tabindex="0" aria-label=${label}>${changes.map((change) => row(change, names))}</ol>`;
}

function row(change, names) {
  let view = drawn.get(change);
  if (!view) {
    view = Row(change, names.get(change.segmentId) ?? change.segmentId);
    drawn.set(change, view);
  }
  return view;
}

function Row(change, name) {
  const entered = change.type === "ENTERED";
  return html`
    <li key=${change.changeId} class="change" data-customer=${change.customerId} data-detected=${change.detectedAt} data-seen=${change.seenAt}>
      <span class=${entered ? "sign entered" : "sign left"} aria-hidden="true">${entered ? "+" : "−"}</span>
      <p class="what">
        <a href=${to("customers", change.customerId)}>${change.customerId}</a>${" "}<span class=${entered ? "entered" : "left"}>${verb(change)}</span
        >${" "}<a href=${to("segments", change.segmentId)}>${name}</a>
      </p>
      <time class="number" title=${instant(change.occurredAt)}>${moment(change.occurredAt)}</time>
      <p class="why" title=${why(change)}>${why(change)}</p>
    </li>
  `;
}
