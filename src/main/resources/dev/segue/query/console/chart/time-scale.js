import { moment } from "../words/times.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY];
const SPACE = 96;

/** Time laid out from left to right. */
export class TimeScale {
  constructor(from, to, width) {
    this.from = from;
    this.to = to;
    this.width = width;
  }

  /** Where an instant is; what is out of sight, at the edge. */
  x(millis) {
    const x = ((millis - this.from) / (this.to - this.from)) * this.width;
    return Math.max(0, Math.min(this.width, x));
  }

  sees(millis) {
    return millis >= this.from && millis <= this.to;
  }

  /** Round instants, as many as there is space for their names. */
  marks() {
    const most = Math.max(1, Math.floor(this.width / SPACE));
    const step = STEPS.find((one) => (this.to - this.from) / one <= most) ?? STEPS.at(-1);
    const zone = new Date(this.from).getTimezoneOffset() * MINUTE;
    const first = Math.ceil((this.from - zone) / step) * step + zone;
    const marks = [];
    for (let at = first; at <= this.to; at += step) {
      marks.push({ x: this.x(at), text: step >= DAY ? moment(at).split(",")[0] : moment(at).replace(/:00$/, "") });
    }
    return marks;
  }
}
