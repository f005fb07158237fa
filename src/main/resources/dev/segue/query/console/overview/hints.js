const FINDINGS = {
  EMPTY: () => ({ text: "empty", title: "Nobody is in it." }),
  NEARLY_EVERYONE: () => ({ text: "nearly everyone", title: "At least 95 of 100 customers are in it." }),
  EQUALS_ANOTHER: (health) => ({
    text: "equals " + health.equalTo.join(", "),
    title: "The same customers are in both.",
  }),
  FLAPS: () => ({ text: "flaps", title: "More than twice as many entries and exits in seven days as there are members." }),
};

/** What may be wrong with a segment, from what the service finds in it. */
export function hints(health) {
  return (health?.findings ?? []).map((finding) => FINDINGS[finding](health));
}
