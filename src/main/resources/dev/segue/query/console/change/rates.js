import { follow } from "../service/changes.js";
import { useVisible } from "../shell/visible.js";
import { useEffect, useState } from "../view.js";

const MINUTE = 60_000;
const STEP = 5_000;
const DRAWN_EVERY = 1_000;
const RECENT = 500;

/** Entries and exits of each segment in the last minute, in twelve steps. */
class Rates {
  #steps = [];

  add(change) {
    const step = Math.floor(change.detectedAt / STEP);
    let counts = this.#steps.find((one) => one.step === step);
    if (!counts) {
      counts = { step, segments: new Map() };
      this.#steps.push(counts);
    }
    const segment = counts.segments.get(change.segmentId) ?? { entered: 0, left: 0 };
    segment[change.type === "ENTERED" ? "entered" : "left"]++;
    counts.segments.set(change.segmentId, segment);
  }

  /** @returns {Map<string, {entered: number, left: number}>} by segment id */
  lastMinute(now) {
    this.#steps = this.#steps.filter((one) => one.step * STEP > now - MINUTE);
    const sums = new Map();
    for (const { segments } of this.#steps) {
      for (const [id, { entered, left }] of segments) {
        const sum = sums.get(id) ?? { entered: 0, left: 0 };
        sums.set(id, { entered: sum.entered + entered, left: sum.left + left });
      }
    }
    return sums;
  }
}

/** Entries and exits by segment id in the last minute, every second. */
export function useRates() {
  const [sums, setSums] = useState(new Map());
  const visible = useVisible();
  useEffect(() => {
    if (!visible) {
      return undefined;
    }
    const rates = new Rates();
    const end = follow({ recent: RECENT }, (change) => rates.add(change), () => {});
    const timer = setInterval(() => setSums(rates.lastMinute(Date.now())), DRAWN_EVERY);
    return () => {
      end();
      clearInterval(timer);
    };
  }, [visible]);
  return sums;
}
