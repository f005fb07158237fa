import { Sparkline } from "../chart/sparkline.js";
import { to } from "../router.js";
import { Answered } from "../shell/states.js";
import { html, useState } from "../view.js";
import { count, counted, percent, rate } from "../words/numbers.js";
import { hints } from "./hints.js";

const NONE = { entered: 0, left: 0 };

const ORDERS = {
  name: { text: "by name", by: (a, b) => a.segment.name.localeCompare(b.segment.name) },
  size: { text: "the largest first", by: (a, b) => b.segment.size - a.segment.size },
  volatility: { text: "the most restless first", by: (a, b) => (b.health?.volatility ?? 0) - (a.health?.volatility ?? 0) },
};

/** Every segment in a line. */
export function SegmentTable({ segments, health, day, rates }) {
  const [wanted, setWanted] = useState("");
  const [order, setOrder] = useState("name");
  return html`
    <section class="card segments" aria-labelledby="all-segments">
      <header>
        <h2 id="all-segments">Segments</h2>
        <div class="row right">
          <input type="search" aria-label="Find a segment" placeholder="Find a segment" value=${wanted}
            onInput=${(event) => setWanted(event.target.value)} />
          <select aria-label="Order" value=${order} onChange=${(event) => setOrder(event.target.value)}>
            ${Object.entries(ORDERS).map(([id, { text }]) => html`<option key=${id} value=${id}>${text}</option>`)}
          </select>
        </div>
      </header>
      <${Answered} answer=${segments} height="30rem">
        ${(list) =>
          list.segments.length === 0
            ? html`<p class="notice">There is no segment yet. <a href=${to("author")}>Write the first</a></p>`
            : table(rows(list, health, day, wanted).sort(ORDERS[order].by), rates, list.customers)}
      <//>
    </section>
  `;
}

function rows(list, health, day, wanted) {
  const healths = new Map(health?.segments.map((one) => [one.segmentId, one]));
  const days = new Map(day?.segments.map((one) => [one.segmentId, one]));
  return list.segments
    .filter(({ id, name }) => (name + " " + id).toLowerCase().includes(wanted.toLowerCase()))
    .map((segment) => ({ segment, health: healths.get(segment.id), day: days.get(segment.id) }));
}

function table(all, rates, customers) {
  if (all.length === 0) {
    return html`<p class="notice">No segment is called so.</p>`;
  }
  return html`
    <table class="segment-table">
      <thead>
        <tr>
          <th scope="col">Segment</th>
          <th scope="col" class="number">Members</th>
          <th scope="col">Last day</th>
          <th scope="col" class="number">In and out a minute</th>
          <th scope="col" class="number" title="Entries and exits in seven days, for each member">Volatility</th>
        </tr>
      </thead>
      <tbody>
        ${all.map((one) => html`<${Row} key=${one.segment.id} ...${one} rate=${rates.get(one.segment.id) ?? NONE} customers=${customers} />`)}
      </tbody>
    </table>
  `;
}

function Row({ segment, health, day, rate: now, customers }) {
  return html`
    <tr>
      <th scope="row">
        <a href=${to("segments", segment.id)}>${segment.name}</a>
        <span class="hints">
          ${segment.tier === "strategic" && html`<span class="badge">strategic</span>`}
          ${hints(health).map(({ text, title }) => html`<span class="badge warn" title=${title}>${text}</span>`)}
        </span>
      </th>
      <td class="number size">
        <strong>${count(segment.size)}</strong>
        <span class="soft small">${customers > 0 ? percent(segment.size / customers) : ""}</span>
      </td>
      <td class="trend">${day ? html`<${Sparkline} values=${day.sizes} label=${trend(day.sizes)} />` : html`<span class="sparkline" />`}</td>
      <td class="number moves">
        <span class="entered" title="entered in the last minute">+${now.entered}</span>
        <span class="left" title="left in the last minute">−${now.left}</span>
      </td>
      <td class="number volatility">${health ? rate(health.volatility) : "–"}</td>
    </tr>
  `;
}

const trend = (sizes) => `From ${count(sizes[0])} to ${counted(sizes.at(-1), "member")} in the last day`;
