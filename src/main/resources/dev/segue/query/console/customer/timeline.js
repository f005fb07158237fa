import { Answered } from "../shell/states.js";
import { html, useState } from "../view.js";
import { counted } from "../words/numbers.js";
import { instant, moment } from "../words/times.js";
import { spoken } from "./life.js";
import { TimelinePicture } from "./timeline-picture.js";

const HOUR = 3_600_000;
const REACHES = [
  { text: "1 h", millis: HOUR },
  { text: "1 d", millis: 24 * HOUR },
  { text: "7 d", millis: 7 * 24 * HOUR },
  { text: "30 d", millis: 30 * 24 * HOUR },
  { text: "All", millis: Infinity },
];
const STEPS = 1_000;

/** What a customer did, drawn to scale, with a slider to go back in time. */
export function Timeline({ customer, answer, explanation, names, at, onAt }) {
  const [reach, setReach] = useState(REACHES.at(-1));
  return html`
    <section class="card timeline" aria-labelledby="timeline">
      <header>
        <h2 id="timeline">Timeline</h2>
        <span class="small soft">${counted(customer.entries, "entry", "entries")} kept</span>
        <div class="choice right" role="group" aria-label="How far back">
          ${REACHES.map((one) => html`<button aria-pressed=${one === reach} onClick=${() => setReach(one)}>${one.text}</button>`)}
        </div>
      </header>
      <${Answered} answer=${answer} height="18rem">
        ${({ entries, before }) => {
          const now = Math.max(explanation?.at ?? 0, entries[0]?.occurredAt ?? 0, customer.updatedAt);
          const oldest = entries.at(-1)?.occurredAt ?? now;
          const from = Math.max(Math.min(oldest - (now - oldest) * 0.02, now - HOUR), now - reach.millis);
          return html`
            <${TimelinePicture} customer=${customer} entries=${entries} explanation=${explanation} names=${names} from=${from} now=${now} at=${at} />
            <${Slider} from=${from} now=${now} at=${at} onAt=${onAt} />
            <${Windows} explanation=${explanation} />
            <${EntryList} entries=${entries} more=${before !== null} />
          `;
        }}
      <//>
    </section>
  `;
}

function Slider({ from, now, at, onAt }) {
  const step = at === null ? STEPS : Math.max(0, Math.min(STEPS, Math.round(((at - from) / (now - from)) * STEPS)));
  const slide = (event) => {
    const chosen = Number(event.target.value);
    onAt(chosen === STEPS ? null : Math.round(from + ((now - from) * chosen) / STEPS));
  };
  return html`
    <div class="slider">
      <input type="range" class="track" min="0" max=${STEPS} value=${step} aria-label="As of" aria-valuetext=${at === null ? "now" : instant(at)} onInput=${slide} />
      <span class="small number">${at === null ? "now" : "as of " + instant(at)}</span>
      <button disabled=${at === null} onClick=${() => onAt(null)}>Now</button>
    </div>
  `;
}

function Windows({ explanation }) {
  return html`
    <p class="small soft windows">
      ${explanation && html`<i />${" "}what the rule of ${explanation.segmentName} looks at, ${explanation.member ? "and they are in it" : "and they are not in it"}`}
    </p>
  `;
}

function EntryList({ entries, more }) {
  return html`
    <details>
      <summary>As a list${more ? `, the newest ${entries.length}` : ""}</summary>
      <div class="entry-list" tabindex="0" role="group" aria-label="Entries">
        <table>
          <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">With</th></tr></thead>
          <tbody>
            ${entries.map(
              (entry) => html`<tr>
                <td class="soft" title=${instant(entry.occurredAt)}>${moment(entry.occurredAt)}</td>
                <th scope="row">${spoken(entry.type)}</th>
                <td class="small">${properties(entry)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  `;
}

/** The properties of an entry in a line. */
export const properties = (entry) =>
  Object.entries(entry.properties)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
