import { check } from "../service/authoring.js";
import { useEffect, useState } from "../view.js";

const PAUSE = 250;
const PATIENCE = 2_000;

/**
 * What the service says of a text, asked whenever the author pauses.
 * @typedef {{problems: object[], failure: Error | null, isCurrent: boolean, isValid: boolean}} Check
 *   `isCurrent` says that it is of the text as it stands
 * @returns {Check}
 */
export function useCheck(text, wanted) {
  const [state, setState] = useState({ text: null, problems: [], failure: null });
  useEffect(() => {
    if (!wanted) {
      return undefined;
    }
    const ending = new AbortController();
    let timer;
    const ask = () =>
      check(text, ending.signal).then(
        (problems) => setState({ text, problems, failure: null }),
        (failure) => {
          if (!ending.signal.aborted) {
            setState((before) => ({ ...before, text: null, failure }));
            timer = setTimeout(ask, PATIENCE);
          }
        },
      );
    timer = setTimeout(ask, PAUSE);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [text, wanted]);
  const isCurrent = state.text === text;
  return { ...state, isCurrent, isValid: isCurrent && state.problems.length === 0 };
}
