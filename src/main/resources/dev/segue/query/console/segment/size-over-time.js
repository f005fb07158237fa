import { LineChart } from "../chart/line-chart.js";
import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { Answered } from "../shell/states.js";
import { html, useState } from "../view.js";
import { count, counted } from "../words/numbers.js";
import { moment } from "../words/times.js";

const EVERY = 15_000;

const REACHES = [
  { text: "6 h", hours: 6, points: 36 },
  { text: "24 h", hours: 24, points: 72 },
  { text: "48 h", hours: 48, points: 96 },
];

/** How large a segment was, as far back as is known. */
export function SizeOverTime({ segment }) {
  const [reach, setReach] = useState(REACHES[1]);
  const [point, setPoint] = useState(null);
  const history = useAnswer(
    (signal) => segue.history({ hours: reach.hours, points: reach.points, segment: segment.id }, signal),
    [segment.id, reach.hours],
    EVERY,
  );
  return html`
    <section class="card" aria-labelledby="sizes">
      <header>
        <h2 id="sizes">Size over time</h2>
        <span class="small soft number">${history.value && point !== null ? pointed(history.value, point) : ""}</span>
        <div class="choice right" role="group" aria-label="How far back">
          ${REACHES.map(
            (one) => html`<button aria-pressed=${one === reach} onClick=${() => setReach(one)}>${one.text}</button>`,
          )}
        </div>
      </header>
      <${Answered} answer=${history} height="220px">
        ${(known) => html`<${Line} known=${known} reach=${reach} onPoint=${setPoint} />`}
      <//>
    </section>
  `;
}

function Line({ known, reach, onPoint }) {
  const { sizes, entered, exited } = known.segments[0];
  const label = `Members in the last ${reach.text}: from ${count(sizes[0])} to ${count(sizes.at(-1))}`;
  return html`
    <${LineChart} times=${known.at} values=${sizes} label=${label} onPoint=${onPoint} />
    <p class="small soft">
      <span class="entered">${counted(sum(entered), "entry", "entries")}</span> and${" "}
      <span class="left">${counted(sum(exited), "exit")}</span> in the last ${reach.text}
    </p>
  `;
}

const sum = (counts) => counts.reduce((all, one) => all + one, 0);

function pointed(known, index) {
  const at = known.at[index];
  return at === undefined ? "" : moment(at) + ": " + counted(known.segments[0].sizes[index], "member");
}
