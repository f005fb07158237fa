import { beginPreview, cancelPreview, preview } from "../service/authoring.js";
import { useEffect, useState } from "../view.js";

const LOOK = 300;
const WANTED = { days: 14, sample: 8 };

/**
 * A preview of one text after another; the one under way is looked at until it ends.
 * @typedef {{text: string | null, job: object | null, problem: string | null, begin: (text: string) => void, cancel: () => void}} Preview
 * @returns {Preview}
 */
export function usePreview() {
  const [state, setState] = useState({ text: null, job: null, problem: null });
  const tell = (job) => setState((before) => ({ ...before, job, problem: null }));
  const fail = (failure) => setState((before) => ({ ...before, problem: failure.message }));
  const running = state.job?.state === "RUNNING" ? state.job.id : null;
  useEffect(() => {
    if (running === null) {
      return undefined;
    }
    const ending = new AbortController();
    keepLooking(running, ending.signal, tell, fail);
    return () => ending.abort();
  }, [running]);
  return {
    ...state,
    begin: (text) => beginPreview(text, WANTED).then((job) => setState({ text, job, problem: null }), fail),
    cancel: () => cancelPreview(running).then(async (answer) => tell(await answer.json()), fail),
  };
}

async function keepLooking(id, ended, tell, fail) {
  while (!ended.aborted) {
    await new Promise((done) => setTimeout(done, LOOK));
    try {
      const job = await preview(id, ended);
      if (!ended.aborted) {
        tell(job);
      }
    } catch (failure) {
      if (!ended.aborted) {
        fail(failure);
      }
    }
  }
}
