import { hints } from "../overview/hints.js";
import { go, to } from "../router.js";
import * as segue from "../service/segue.js";
import { Confirm } from "../shell/confirm.js";
import { useRefusal } from "../shell/may.js";
import { html, useState } from "../view.js";
import { count, counted, percent, rate } from "../words/numbers.js";
import { instant } from "../words/times.js";

/** What a segment is called, and how large it is; from here it is changed and retired. */
export function SegmentHead({ segment, customers, health }) {
  const mayNot = useRefusal("author");
  return html`
    <header class="segment-head">
      <div class="stack">
        <div class="row">
          <h1>${segment.name}</h1>
          <code class="soft">${segment.id}</code>
        </div>
        ${segment.description && html`<p class="description">${segment.description}</p>`}
        <p class="row">
          ${segment.tier && html`<span class="badge">${segment.tier}</span>`}
          ${segment.owner && html`<span class="badge">owner ${segment.owner}</span>`}
          <span class="badge" title=${"Since " + instant(segment.updatedAt)}>version ${segment.version}</span>
          ${hints(health?.segments.find((one) => one.segmentId === segment.id)).map(
            ({ text, title }) => html`<span class="badge warn" title=${title}>${text}</span>`,
          )}
        </p>
        <div class="row">
          ${mayNot
            ? html`<button disabled title=${mayNot}>Change</button>`
            : html`<a class="button main" href=${to("author", segment.id)}>Change</a>`}
          <${Retire} segment=${segment} mayNot=${mayNot} />
          ${mayNot && html`<span class="small soft">${mayNot}</span>`}
        </div>
      </div>
      <${Sizes} segment=${segment} customers=${customers} health=${health} />
    </header>
  `;
}

function Sizes({ segment, customers, health }) {
  const own = health?.segments.find((one) => one.segmentId === segment.id);
  return html`
    <dl class="sizes">
      <div class="most">
        <dt>Members</dt>
        <dd class="number">${count(segment.size)}</dd>
      </div>
      <div>
        <dt>Of all customers</dt>
        <dd class="number">${customers > 0 ? percent(segment.size / customers) : "–"}</dd>
      </div>
      <div>
        <dt>Entered in 7 days</dt>
        <dd class="number entered">${own ? count(own.entered) : "–"}</dd>
      </div>
      <div>
        <dt>Left in 7 days</dt>
        <dd class="number left">${own ? count(own.exited) : "–"}</dd>
      </div>
      <div>
        <dt title="Entries and exits in seven days, for each member">Volatility</dt>
        <dd class="number">${own ? rate(own.volatility) : "–"}</dd>
      </div>
    </dl>
  `;
}

function Retire({ segment, mayNot }) {
  const [asking, setAsking] = useState(false);
  const retire = async () => {
    await segue.retire(segment.id);
    go("overview");
  };
  return html`
    <button class="grave" disabled=${mayNot !== null} title=${mayNot} onClick=${() => setAsking(true)}>Retire</button>
    ${asking &&
    html`<${Confirm} title=${`Retire ${segment.name}?`} yes="Retire it" grave typed=${segment.id}
      onYes=${retire} onClose=${() => setAsking(false)}>
      <p>${counted(segment.size, "member")} will leave, and the segment with its versions is gone.</p>
    <//>`}
  `;
}
