/** What a reason means to somebody who reads it. */
export const REASONS = {
  EVENT: "an event",
  TIME: "time passing",
  PROFILE: "the profile",
  SEGMENT: "another segment",
  DEFINITION: "a new rule",
  FORGOTTEN: "forgetting",
};

export const verb = (change) => (change.type === "ENTERED" ? "entered" : "left");

/** Why a change came about: what the service says of it, after who and where, which stand beside it as links. */
export function why(change) {
  const words = change.words ?? "";
  const colon = words.indexOf(": ");
  const text = colon < 0 ? words : words.slice(colon + 2);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
