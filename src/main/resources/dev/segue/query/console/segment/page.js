import { useFeed } from "../change/feed.js";
import { to } from "../router.js";
import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { Answered } from "../shell/states.js";
import { html } from "../view.js";
import { ApplyingRule } from "./applying-rule.js";
import { Members } from "./members.js";
import { OverlapMatrix } from "./overlap-matrix.js";
import { RecentChanges } from "./recent-changes.js";
import { RollUp } from "./roll-up.js";
import { RulePanel } from "./rule-panel.js";
import { SegmentHead } from "./segment-head.js";
import { SizeOverTime } from "./size-over-time.js";
import { Versions } from "./versions.js";

const NOW = 2_000;
const HEALTH = 5_000;
const RECENT = 200;

/** One segment: what it asks for, who is in it, and how that went. */
export default function SegmentPage({ id }) {
  const segments = useAnswer(segue.segments, [], NOW);
  return html`
    <${Answered} answer=${segments} height="40rem">
      ${(list) => {
        const segment = list.segments.find((one) => one.id === id);
        return segment ? html`<${Segment} segment=${segment} list=${list} changed=${segments.again} />` : missing(id);
      }}
    <//>
  `;
}

function missing(id) {
  return html`<p class="notice">There is no segment <code>${id}</code>, or no longer. <a href=${to("overview")}>To all segments</a></p>`;
}

function Segment({ segment, list, changed }) {
  const health = useAnswer(segue.overlap, [], HEALTH);
  const feed = useFeed({ segment: segment.id, recent: RECENT });
  const names = new Map(list.segments.map((one) => [one.id, one.name]));
  return html`
    <div class="page segment">
      <${SegmentHead} segment=${segment} customers=${list.customers} health=${health.value} />
      <${ApplyingRule} />
      <div class="two">
        <${RulePanel} segment=${segment} names=${names} />
        <${SizeOverTime} segment=${segment} />
        <${RecentChanges} feed=${feed} names=${names} />
        <${Members} segment=${segment} />
      </div>
      <div class="two">
        <${OverlapMatrix} segment=${segment} health=${health} names=${names} />
        <div class="stack beside">
          <${RollUp} segment=${segment} segments=${list.segments} />
          <${Versions} segment=${segment} onRolledBack=${changed} />
        </div>
      </div>
    </div>
  `;
}
