import { html } from "../view.js";
import { count, rate } from "../words/numbers.js";
import { instant, span, timeOfDay } from "../words/times.js";

const LATE = 5_000;

/** How the service is doing, in a line. */
export function Pulse({ status, customers }) {
  const now = status.value;
  return html`
    <dl class="pulse" aria-label="The service">
      <${Figure} name="Customers" value=${customers === undefined ? null : count(customers)} />
      <${Figure} name="Events a second" value=${now && rate(now.eventsPerSecond)} />
      <${Figure} name="Changes a second" value=${now && rate(now.changesPerSecond)} />
      <${Figure} name="Lag" value=${now && lag(now)} />
      <${Figure} name="Clock" value=${now && timeOfDay(now.clock)} title=${now && instant(now.clock)} />
      <${Figure} name="Dead letters" value=${now && count(now.deadLetters)} warn=${now && now.deadLetters > 0} />
    </dl>
  `;
}

function lag(now) {
  return now.lag < LATE ? "none" : span(now.lag);
}

function Figure({ name, value, title, warn }) {
  return html`
    <div class=${warn ? "warn" : ""}>
      <dt>${name}</dt>
      <dd class="number" title=${title}>${value ?? "–"}</dd>
    </div>
  `;
}
