import { LineChart } from "../chart/line-chart.js";
import { to } from "../router.js";
import { html } from "../view.js";
import { count, counted, percent } from "../words/numbers.js";
import { usePreview } from "./preview.js";

/** What the draft would make of all customers: tried beside the stream, nothing is published. */
export function PreviewPanel({ text, ready, mayNot }) {
  const preview = usePreview();
  const { job } = preview;
  const running = job?.state === "RUNNING";
  return html`
    <section class="card preview" aria-labelledby="preview">
      <header>
        <h2 id="preview">Preview</h2>
        ${running
          ? html`<button class="right" onClick=${preview.cancel}>Cancel</button>`
          : html`<button class="right" disabled=${!ready || mayNot !== null} title=${mayNot} onClick=${() => preview.begin(text)}>Try on all customers</button>`}
      </header>
      <div class="stack">
        ${preview.problem && html`<p class="notice bad" role="alert">${preview.problem}</p>`}
        ${job ? html`<${Job} job=${job} outdated=${preview.text !== text} />` : html`<p class="soft small">Shows who would be in, who would enter and leave, and how the size would have gone. Nothing is published.</p>`}
      </div>
    </section>
  `;
}

const STATES = { DONE: "All were looked at.", CANCELLED: "Given up: what is here is of some of the customers only.", FAILED: "It could not be done." };

function Job({ job, outdated }) {
  const share = job.known === 0 ? 1 : job.customers / job.known;
  return html`
    <div class="bar" role="progressbar" aria-label="Customers looked at" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share * 100)}>
      <div style=${{ width: share * 100 + "%" }} />
    </div>
    <p class="small soft" role="status">
      ${count(job.customers)} of ${counted(job.known, "customer")}. ${STATES[job.state]} ${job.problem} ${outdated && "The draft has changed since."}
    </p>
    ${job.segments.map((segment) => html`<${Outcome} key=${segment.segmentId} segment=${segment} />`)}
    ${job.state === "DONE" && job.segments.length === 0 && html`<p>Nothing would change.</p>`}
  `;
}

function Outcome({ segment }) {
  return html`
    <div class="outcome stack">
      <h3>${segment.name}</h3>
      <dl class="outcome-sizes">
        <div><dt>Members</dt><dd>${count(segment.members)} <span class="soft small">${percent(segment.share)}</span></dd></div>
        <div><dt>Now</dt><dd>${count(segment.published)}</dd></div>
        <div><dt>Would enter</dt><dd class="entered">+${count(segment.entering)}</dd></div>
        <div><dt>Would leave</dt><dd class="left">−${count(segment.leaving)}</dd></div>
      </dl>
      <${Sample} title="Would enter" customers=${segment.enteringSample} />
      <${Sample} title="Would leave" customers=${segment.leavingSample} />
      <${Sample} title="Some members" customers=${segment.sample} />
      ${segment.history.length > 1 && html`<${Past} history=${segment.history} />`}
      ${segment.inexact > 0 && html`<p class="small soft">Of ${counted(segment.inexact, "customer")} not all is kept that the rule looks at.</p>`}
      ${segment.approximations.map((one) => html`<p class="small soft">${one}</p>`)}
    </div>
  `;
}

function Sample({ title, customers }) {
  return customers.length > 0 && html`
    <p class="small sample"><span class="soft">${title}:</span> ${customers.map((id) => html`<a href=${to("customers", id)}>${id}</a> `)}</p>
  `;
}

function Past({ history }) {
  const sizes = history.map(({ members }) => members);
  const label = `Size in the last ${history.length} days, had it been published: from ${count(sizes[0])} to ${count(sizes.at(-1))}`;
  return html`
    <figure>
      <figcaption class="small soft">${label}</figcaption>
      <${LineChart} times=${history.map(({ at }) => at)} values=${sizes} label=${label} />
    </figure>
  `;
}
