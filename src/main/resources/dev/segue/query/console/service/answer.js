import { useEffect, useRef, useState } from "preact/hooks";

/** Nobody answered, or nobody can yet: it is worth asking again before long. */
const NOT_NOW = [0, 503];
const SOON = 2_000;

/**
 * What was asked for, as far as it came: `value` stays while a later question fails, and `problem` says that it did.
 * @template T
 * @typedef {{value: T | null, problem: Error | null, again: () => void}} Answer
 */

/**
 * Asks when the view appears, when what is asked changes, and then again and again while somebody can see it.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} ask
 * @param {unknown[]} about what the question depends on: another begins anew
 * @param {number} [every] in milliseconds; once if left out
 * @returns {Answer<T>}
 */
export function useAnswer(ask, about, every) {
  const [answer, setAnswer] = useState({ value: null, problem: null });
  const [turn, setTurn] = useState(0);
  const before = useRef(null);
  const key = JSON.stringify(about);
  useEffect(() => {
    if (before.current !== key) {
      before.current = key;
      setAnswer({ value: null, problem: null });
    }
    const ending = new AbortController();
    keepAsking(ask, every, ending.signal, setAnswer);
    return () => ending.abort();
  }, [key, turn]);
  return { ...answer, again: () => setTurn((count) => count + 1) };
}

async function keepAsking(ask, every, ended, tell) {
  while (!ended.aborted) {
    let rest = every;
    if (!document.hidden) {
      try {
        const value = await ask(ended);
        if (!ended.aborted) {
          tell({ value, problem: null });
        }
      } catch (problem) {
        if (!ended.aborted) {
          tell((before) => ({ value: before.value, problem }));
        }
        rest = NOT_NOW.includes(problem.status) ? Math.min(every ?? SOON, SOON) : every;
      }
    }
    if (!rest) {
      return;
    }
    await new Promise((done) => setTimeout(done, rest));
  }
}
