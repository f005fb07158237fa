import { html } from "../view.js";
import { count, counted, rate } from "../words/numbers.js";
import { instant, span, timeOfDay } from "../words/times.js";

/** How the service is doing, in a line. */
export function Pulse({ status, customers }) {
  const now = status.value;
  return html`
    <dl class="pulse" aria-label="The service">
      <${Figure} name="Customers" value=${customers === undefined ? null : count(customers)} />
      <${Figure} name="Events a second" value=${now && rate(now.eventsPerSecond)} />
      <${Figure} name="Changes a second" value=${now && rate(now.changesPerSecond)} />
      <${Figure} name="Lag" value=${now && lag(now)} title=${now && behind(now)} />
      <${Figure} name="Clock" value=${now?.clock && timeOfDay(now.clock)} title=${now?.clock && instant(now.clock)} />
      <${Figure} name="Dead letters" value=${now && count(now.deadLetters)} warn=${now && now.deadLetters > 0} />
    </dl>
  `;
}

const lag = (now) => (now.recordsLag === 0 ? "none" : counted(now.recordsLag, "record"));

const behind = (now) => (now.clockLag === null ? "" : `The clock is ${span(now.clockLag)} behind the wall clock`);

function Figure({ name, value, title, warn }) {
  return html`
    <div class=${warn ? "warn" : ""}>
      <dt>${name}</dt>
      <dd class="number" title=${title}>${value ?? "–"}</dd>
    </div>
  `;
}
