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

/** Why a change came about, as the service says it, as a sentence. */
export const why = (change) => sentence(change.words);

/** Words of the service as they stand by themselves; names of segments lose the stars around them. */
export function sentence(words) {
  const plain = words.replace(/\*([^*]+)\*/g, "$1");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
