import { Problem, query, send } from "./http.js";

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 8_000;
/** The service says something every 15 seconds at least; a connection silent for longer is dead. */
const LONGEST_SILENCE = 40_000;

/**
 * The changes as they are committed. A dropped connection is taken up again where it broke, with nothing lost or told twice.
 * @param {{segment?: string, customer?: string, reason?: string, recent?: number}} wanted
 * @param {(change: object) => void} onChange
 * @param {(state: "connecting" | "live" | "lost") => void} onState
 * @returns {() => void} ends it
 */
export function follow(wanted, onChange, onState) {
  const ending = new AbortController();
  run(wanted, onChange, onState, ending.signal);
  return () => ending.abort();
}

async function run(wanted, onChange, onState, ended) {
  let last = null;
  let pause = FIRST_PAUSE;
  onState("connecting");
  while (!ended.aborted) {
    const patience = new Patience(ended);
    try {
      const headers = last === null ? {} : { "Last-Event-ID": last };
      const path = "v1/changes" + query(last === null ? wanted : { ...wanted, recent: null });
      const response = await send(path, { headers, signal: patience.signal });
      onState("live");
      pause = FIRST_PAUSE;
      for await (const event of events(response.body, patience)) {
        last = event.id ?? last;
        if (event.name === "change") {
          onChange(JSON.parse(event.data));
        }
      }
    } catch (failure) {
      if (failure instanceof Problem && [400, 401, 403].includes(failure.status)) {
        last = null;
      }
    } finally {
      patience.end();
    }
    if (!ended.aborted) {
      onState("lost");
      await sleep(pause * (0.75 + Math.random() / 2), ended);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}

/** Ends a request that nothing comes from any more, and that of a page that is left: a browser may keep it, and its connection. */
class Patience {
  #aborting = new AbortController();
  #timer;

  constructor(ended) {
    const abort = () => this.#aborting.abort();
    ended.addEventListener("abort", abort, { signal: this.signal });
    addEventListener("pagehide", abort, { signal: this.signal });
    this.renew();
  }

  get signal() {
    return this.#aborting.signal;
  }

  renew() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#aborting.abort(), LONGEST_SILENCE);
  }

  end() {
    clearTimeout(this.#timer);
    this.#aborting.abort();
  }
}

/** Server-sent events, out of a response that goes on. EventSource could not send a token. */
async function* events(body, patience) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    patience.renew();
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    yield* parts.map(event);
  }
}

/** @returns {{name: string, id: string | null, data: string}} */
function event(text) {
  const read = { name: "message", id: null, data: "" };
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    const value = line.slice(colon + 1).trim();
    if (line.startsWith("event:")) {
      read.name = value;
    } else if (line.startsWith("id:")) {
      read.id = value;
    } else if (line.startsWith("data:")) {
      read.data += value;
    }
  }
  return read;
}

function sleep(millis, ended) {
  return new Promise((done) => {
    const timer = setTimeout(done, millis);
    ended.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });
}
