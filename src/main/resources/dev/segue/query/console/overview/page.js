import { useRates } from "../change/rates.js";
import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { html } from "../view.js";
import { LiveFeed } from "./live-feed.js";
import { Pulse } from "./pulse.js";
import { SegmentTable } from "./segment-table.js";

const NOW = 2_000;
const HEALTH = 5_000;
const HISTORY = 60_000;
const DAY = { hours: 24, points: 48 };

/** All segments, and what goes on in them. */
export default function Overview() {
  const segments = useAnswer(segue.segments, [], NOW);
  const health = useAnswer(segue.overlap, [], HEALTH);
  const day = useAnswer((signal) => segue.history(DAY, signal), [], HISTORY);
  const status = useAnswer(segue.status, [], NOW);
  const rates = useRates();
  const names = new Map(segments.value?.segments.map((segment) => [segment.id, segment.name]));
  return html`
    <div class="page overview">
      <h1 class="unseen">Segments</h1>
      <${Pulse} status=${status} customers=${segments.value?.customers} />
      <div class="columns">
        <${SegmentTable} segments=${segments} health=${health.value} day=${day.value} rates=${rates} />
        <${LiveFeed} names=${names} />
      </div>
    </div>
  `;
}
