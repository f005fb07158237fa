const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
];

/** 14:03:07 */
export const timeOfDay = (millis) => clock.format(millis);

/** 3 Apr, 14:03; with the year instead where it is another than this one; the time alone of today */
export function moment(millis, now = Date.now()) {
  const then = new Date(millis);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) {
    return clock.format(then);
  }
  return then.getFullYear() === today.getFullYear() ? day.format(then) + ", " + minute.format(then) : dayAndYear.format(then);
}

/** 3 Apr 2026, 14:03:07 */
export const instant = (millis) => full.format(millis);

/** 2 d 4 h; its two greatest units */
export function span(millis) {
  let rest = Math.abs(millis);
  const parts = [];
  for (const [name, size] of UNITS) {
    const number = Math.floor(rest / size);
    rest -= number * size;
    if (number > 0 || (name === "s" && parts.length === 0)) {
      parts.push(`${number} ${name}`);
    }
  }
  return parts.slice(0, 2).join(" ");
}
