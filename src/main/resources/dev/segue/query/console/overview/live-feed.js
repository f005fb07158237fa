import { useFeed } from "../change/feed.js";
import { ChangeList } from "../change/list.js";
import { REASONS } from "../change/words.js";
import { html, useState } from "../view.js";
import { counted } from "../words/numbers.js";

const RECENT = 60;
const TYPED_OUT = 400;

/** The changes as they come, with what one wants to see of them. */
export function LiveFeed({ names }) {
  const [segment, setSegment] = useState("");
  const [reason, setReason] = useState("");
  const [customer, setCustomer] = useState("");
  const feed = useFeed({ segment, reason, customer, recent: RECENT });
  return html`
    <section class="card live" aria-labelledby="live">
      <header>
        <h2 id="live">Live changes</h2>
        <span class="small soft">${words(feed)}</span>
        <button class="right" aria-pressed=${feed.paused} onClick=${() => feed.pause(!feed.paused)}>
          ${feed.paused ? "Go on" : "Pause"}
        </button>
      </header>
      <div class="filters">
        <select aria-label="Segment" value=${segment} onChange=${(event) => setSegment(event.target.value)}>
          <option value="">All segments</option>
          ${[...names].map(([id, name]) => html`<option key=${id} value=${id}>${name}</option>`)}
        </select>
        <select aria-label="Reason" value=${reason} onChange=${(event) => setReason(event.target.value)}>
          <option value="">All reasons</option>
          ${Object.entries(REASONS).map(([id, text]) => html`<option key=${id} value=${id}>By ${text}</option>`)}
        </select>
        <${CustomerFilter} onChosen=${setCustomer} />
      </div>
      ${feed.shown.length === 0 && feed.state === "live"
        ? html`<p class="notice">Nobody entered or left lately. What comes is shown here.</p>`
        : html`<${ChangeList} changes=${feed.shown} names=${names} label="Live changes" />`}
    </section>
  `;
}

function words(feed) {
  if (feed.state === "lost") {
    return "the connection is lost; it is taken up again by itself";
  }
  return feed.paused ? counted(feed.waiting, "change") + " waiting" : feed.state === "live" ? "" : "connecting";
}

/** One id, taken once it is typed out. */
function CustomerFilter({ onChosen }) {
  const [typing, setTyping] = useState(null);
  const type = (event) => {
    clearTimeout(typing);
    const id = event.target.value.trim();
    setTyping(setTimeout(() => onChosen(id), TYPED_OUT));
  };
  return html`<input aria-label="Customer" placeholder="Customer id" spellcheck=${false} autocomplete="off" onInput=${type} />`;
}
