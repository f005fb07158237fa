import { to } from "../router.js";
import { Component, html } from "../view.js";
import { instant, moment } from "../words/times.js";
import { verb, why } from "./words.js";

/**
 * Changes in words, the newest first.
 * @param {{changes: object[], names: Map<string, string>, label: string}} properties
 */
export function ChangeList({ changes, names, label }) {
  return html`
    <ol class="changes" tabindex="0" aria-label=${label}>
      ${changes.map((change) => html`<${Row} key=${change.changeId} change=${change} name=${names.get(change.segmentId) ?? change.segmentId} />`)}
    </ol>
  `;
}

/** A change stays as it is: drawn once, it is not compared again with each that comes. */
class Row extends Component {
  shouldComponentUpdate(next) {
    return next.change !== this.props.change || next.name !== this.props.name;
  }

  render({ change, name }) {
    const entered = change.type === "ENTERED";
    return html`
      <li class="change" data-customer=${change.customerId} data-detected=${change.detectedAt} data-seen=${change.seenAt}>
        <span class=${entered ? "sign entered" : "sign left"} aria-hidden="true">${entered ? "+" : "−"}</span>
        <p class="what">
          <a href=${to("customers", change.customerId)}>${change.customerId}</a>${" "}
          <span class=${entered ? "entered" : "left"}>${verb(change)}</span>${" "}
          <a href=${to("segments", change.segmentId)}>${name}</a>
        </p>
        <time class="number" title=${instant(change.occurredAt)}>${moment(change.occurredAt)}</time>
        <p class="why" title=${why(change)}>${why(change)}</p>
      </li>
    `;
  }
}
