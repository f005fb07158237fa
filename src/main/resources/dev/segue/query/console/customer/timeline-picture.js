import { TimeScale } from "../chart/time-scale.js";
import { html, useEffect, useRef, useState } from "../view.js";
import { figure } from "../words/numbers.js";
import { instant, span } from "../words/times.js";
import { properties } from "./timeline.js";
import { spoken } from "./life.js";

const LANE = 40;
const BAR = 24;
const AXIS = 26;
const EDGE = 12;
/** How much of what is to come is shown, for what is expected. */
const AHEAD = 0.06;

/** The entries of a customer at their times, the windows of a rule over them, and memberships below. */
export function TimelinePicture({ customer, entries, explanation, names, from, now, at }) {
  const [place, width] = useWidth();
  const scale = new TimeScale(from, now + (now - from) * AHEAD, Math.max(1, width - 2 * EDGE));
  const lanes = lanesOf(entries);
  const top = lanes.length * LANE;
  const height = top + customer.memberships.length * BAR + AXIS;
  const windows = windowsOf(explanation, at);
  return html`
    <figure class="picture" ref=${place}>
      <svg width=${width} height=${height} role="img" aria-label=${label(entries, lanes)}>
        <g transform=${`translate(${EDGE} 0)`}>
          ${scale.marks().map(({ x, text }) => html`<line class="grid" x1=${x} x2=${x} y1="0" y2=${height - AXIS} /><text class="tick" x=${x} y=${height - 8}>${text}</text>`)}
          ${lanes.map((lane, index) => html`<${Lane} key=${lane.type} lane=${lane} y=${index * LANE} scale=${scale} windows=${windows.filter((one) => one.type === lane.type)} />`)}
          ${customer.memberships.map((one, index) => html`<${Stay} key=${one.segmentId} membership=${one} name=${names.get(one.segmentId) ?? one.segmentId} y=${top + index * BAR} scale=${scale} now=${now} />`)}
          <line class="now" x1=${scale.x(now)} x2=${scale.x(now)} y1="0" y2=${height - AXIS} />
          ${at !== null && html`<line class="at" x1=${scale.x(at)} x2=${scale.x(at)} y1="0" y2=${height - AXIS} />`}
        </g>
      </svg>
    </figure>
  `;
}

function Lane({ lane, y, scale, windows }) {
  const base = y + LANE - 13;
  return html`
    <g class="lane">
      <line class="base" x1="0" x2=${scale.width} y1=${y + LANE - 0.5} y2=${y + LANE - 0.5} />
      ${windows.map((window) => html`<${Window} window=${window} y=${y} scale=${scale} />`)}
      <text class="lane-name" x="0" y=${y + 12}>${spoken(lane.type)}</text>
      ${lane.entries.filter((entry) => scale.sees(entry.occurredAt)).map((entry) => mark(entry, lane, scale, base, windows))}
    </g>
  `;
}

function Window({ window, y, scale }) {
  const left = window.from === null ? 0 : scale.x(window.from);
  const right = scale.x(window.to);
  return html`
    <g class="window">
      <rect x=${left} y=${y + 2} width=${Math.max(1, right - left)} height=${LANE - 4} rx="3"><title>${window.words}</title></rect>
    </g>
  `;
}

function mark(entry, lane, scale, y, windows) {
  const x = scale.x(entry.occurredAt);
  const counts = windows.some((window) => window.counted.has(entry.occurredAt));
  const state = (lane.type === "refund" ? "refund" : "entry") + (counts ? " counts" : "");
  const title = html`<title>${`${spoken(entry.type)}, ${instant(entry.occurredAt)}: ${properties(entry)}`}</title>`;
  if (lane.type === "refund") {
    return html`<path class=${state} d=${`M${x} ${y - 6}l6 6-6 6-6-6z`}>${title}</path>`;
  }
  return html`<circle class=${state} cx=${x} cy=${y} r=${radius(entry, lane)}>${title}</circle>`;
}

/** The area of a mark is its amount's, as far as the lane is high. */
function radius(entry, lane) {
  const amount = Number(entry.properties.amount ?? 0);
  return lane.most > 0 ? 3 + 7 * Math.sqrt(amount / lane.most) : 4;
}

function Stay({ membership, name, y, scale, now }) {
  const left = scale.x(membership.since);
  const right = scale.x(now);
  const end = membership.exitExpectedAt === null ? scale.width : scale.x(membership.exitExpectedAt);
  const inside = right - left > name.length * 7 + 12;
  return html`
    <g class="stay">
      <rect class="expected" x=${right} y=${y + 4} width=${Math.max(0, end - right)} height=${BAR - 8} />
      <rect x=${left} y=${y + 4} width=${Math.max(2, right - left)} height=${BAR - 8} rx="3"><title>${`In ${name} since ${instant(membership.since)}`}</title></rect>
      <text class=${inside ? "inside" : ""} x=${inside ? left + 6 : left - 6} y=${y + BAR / 2 + 4} text-anchor=${inside ? "start" : "end"}>${name}</text>
    </g>
  `;
}

function lanesOf(entries) {
  const types = new Map();
  for (const entry of entries) {
    types.set(entry.type, [...(types.get(entry.type) ?? []), entry]);
  }
  return [...types].map(([type, own]) => ({
    type,
    entries: own,
    most: Math.max(0, ...own.map((entry) => Number(entry.properties.amount ?? 0))),
  }));
}

/** What the rule looks at: of an instant that is past, what it looked at then. */
function windowsOf(explanation, at) {
  if (!explanation) {
    return [];
  }
  const back = at === null ? 0 : explanation.at - at;
  const seen = new Set();
  return [explanation.enter, explanation.exit]
    .flatMap((clause) => (clause ? readings(clause) : []))
    .filter((reading) => reading.type)
    .filter(({ type, windowFrom, windowTo }) => isNew(seen, `${type} ${windowFrom} ${windowTo}`))
    .map((reading) => ({
      type: reading.type,
      from: reading.windowFrom === null ? null : reading.windowFrom - back,
      to: reading.windowTo - back,
      counted: new Set(at === null ? reading.newest.map((entry) => entry.occurredAt) : []),
      words: `${reading.expression} = ${reading.kind === "NUMBER" ? figure(reading.value) : (reading.value ?? "nothing")}`
        + (reading.windowFrom === null ? "" : `, over ${span(reading.windowTo - reading.windowFrom)}`),
    }));
}

/** Two conditions may look at the same. */
const isNew = (seen, key) => seen.size < seen.add(key).size;

const readings = (clause) => [...clause.readings, ...clause.clauses.flatMap(readings)];

function label(entries, lanes) {
  return `${entries.length} entries: ` + lanes.map((lane) => `${lane.entries.length} ${spoken(lane.type)}`).join(", ");
}

/** The width there is, for what cannot be stretched. */
function useWidth() {
  const place = useRef(null);
  const [width, setWidth] = useState(320);
  useEffect(() => {
    const resized = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    resized.observe(place.current);
    return () => resized.disconnect();
  }, []);
  return [place, width];
}
