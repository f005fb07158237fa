import { placeIn } from "./place.js";
import { startCompletion } from "@codemirror/autocomplete";

/**
 * Completes what an author writes, from what there is: keys, events and their properties, attributes, segments, functions.
 * @param {() => object | null} words the vocabulary as the service tells it; null while it has not
 */
export function completion(words) {
  return (context) => {
    const known = words();
    const place = placeIn(context.state.doc.toString(), context.pos);
    if (known === null || place === null || (place.typed === "" && !context.explicit && !place.eager)) {
      return null;
    }
    const options = OPTIONS[place.kind](known, place);
    return options.length === 0
      ? null
      : { from: context.pos - place.typed.length, options, validFor: place.inText ? /^[^"]*$/ : /^\w*$/ };
  };
}

const KEYS = {
  id: "what it is called by others: small letters, digits and hyphens",
  name: "what people call it",
  description: "what it is for",
  owner: "who answers for it",
  tier: "strategic or tactical",
  rollsUpTo: "the strategic segment that it is part of",
  enter: "the rule that lets customers in",
  exit: "the rule that lets them out, where that is another",
  stay: "for how long they stay at least: 30s, 15m, 6h, 7d",
  cooldown: "for how long those who left stay out at least: 7d",
  holdout: "the share that is set apart as a control group: 0.1",
};

const OPTIONS = {
  key: (_, { given }) =>
    Object.entries(KEYS)
      .filter(([key]) => !given.includes(key))
      .map(([key, info]) => ({ label: key, apply: key + ": ", info, type: "property" })),
  tier: () => ["strategic", "tactical"].map((label) => ({ label })),
  segment: ({ segments }) => segments.map(({ id, name }) => ({ label: id, detail: name })),
  event: ({ events }) => events.map(({ type, customers }, index) => ({ label: type, detail: `${customers} seen`, boost: -index })),
  property: (known, { type }) => propertiesOf(known, type).map(named),
  attribute: ({ attributes }) => attributes.map(named),
  value: (known, place) => valuesOf(known, place).map((label) => ({ label })),
  afterEvents: ({ functions }) => functions.filter(({ place }) => place === "AFTER_EVENTS").map(called),
  afterText: ({ functions }) => functions.filter(({ place }) => place === "AFTER_TEXT").map(called),
  start: ({ functions }) => [
    ...functions.filter(({ place }) => place === "BY_ITSELF").map(called),
    { label: "now", info: "This instant." },
    { label: "profile", apply: "profile.", info: "What is known of the customer apart from what they do.", boost: 1 },
    { label: "true" },
    { label: "false" },
  ],
};

function propertiesOf({ events }, type) {
  const of = events.filter((event) => type === null || event.type === type);
  const all = new Map(of.flatMap(({ properties }) => properties).map((property) => [property.name, property]));
  return [...all.values()];
}

function valuesOf(known, { type, name, ofProfile }) {
  const properties = ofProfile ? known.attributes : propertiesOf(known, type);
  return properties.find((property) => property.name === name)?.examples ?? [];
}

const named = ({ name, kinds, examples }) => ({
  label: name,
  detail: kinds.join(", ").toLowerCase(),
  info: examples.length > 0 ? "For example " + examples.join(", ") : undefined,
});

const called = ({ name, written, signature, meaning, example }) => ({
  label: name,
  detail: signature.replace(/^\.?\w+/, ""),
  info: meaning + " " + example,
  type: "function",
  apply: (view, _, from, to) => write(view, written.replace(/^\./, ""), from, to),
});

/** Writes a function with what it may be given, the first of it chosen, so that it is written over. */
function write(view, written, from, to) {
  const [, head, chosen] = /^(\w+\("?)([^",)]*)/.exec(written);
  const isCalled = view.state.sliceDoc(to, to + 1) === "(";
  const insert = isCalled ? written.slice(0, written.indexOf("(")) : written;
  const anchor = from + (isCalled || chosen === "" ? insert.length : head.length);
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor, head: isCalled ? anchor : anchor + chosen.length },
    userEvent: "input.complete",
  });
  if (!isCalled && /^(events|inSegment)\(/.test(written)) {
    startCompletion(view);
  }
}
