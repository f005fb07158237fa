import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { html, useEffect, useState } from "../view.js";
import { Explanation } from "./explanation.js";
import { ForgetButton } from "./forgetting.js";
import { Life, Profile } from "./life.js";
import { Memberships } from "./memberships.js";
import { Timeline } from "./timeline.js";

const NOW = 3_000;
const ENTRIES = 500;

/** What is known of one customer, now or as of an instant that is past. */
export function Customer({ customer, names, onForgetting }) {
  const id = customer.customerId;
  const [at, setAt] = useState(null);
  const [segmentId, setSegmentId] = useState(null);
  const chosen = segmentId ?? customer.memberships[0]?.segmentId ?? [...names.keys()][0];
  const timeline = useAnswer((signal) => segue.timeline(id, { limit: ENTRIES }, signal), [id], NOW);
  const explanation = useAnswer(
    async (signal) => (chosen ? segue.explain(id, chosen, signal) : null),
    [id, chosen],
    NOW,
  );
  const past = useAnswer(async (signal) => (at === null ? null : segue.membershipsAt(id, at, signal)), [id, useSettled(at)]);
  return html`
    <${Timeline} customer=${customer} answer=${timeline} explanation=${explanation.value} names=${names} at=${at} onAt=${setAt} />
    <div class="two">
      <${Memberships} customer=${customer} names=${names} at=${at} past=${past} chosen=${chosen} onChosen=${setSegmentId} />
      <${Explanation} answer=${explanation} names=${names} chosen=${chosen} onChosen=${setSegmentId} at=${at} />
      <${Profile} profile=${customer.profile} />
      <${Life} customer=${customer} />
    </div>
    <${ForgetButton} id=${id} onForgetting=${onForgetting} />
  `;
}

const STILL = 150;

/** A value once it has stayed the same for a moment: a slider that is dragged passes many. */
function useSettled(value) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), STILL);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
