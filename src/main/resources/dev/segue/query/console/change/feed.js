import { follow } from "../service/changes.js";
import { useVisible } from "../shell/visible.js";
import { useEffect, useRef, useState } from "../view.js";

const NOTHING = { shown: [], waiting: 0 };
const MOST = 200;
const REST = 150;

/** The newest changes, and no more of them than a page can carry. */
class Feed {
  #waiting = [];
  #drawing = false;
  #drawn = 0;
  #tell;
  #shown = [];
  #paused;

  constructor(tell, paused) {
    this.#tell = tell;
    this.#paused = paused;
  }

  add(change) {
    this.#waiting.push({ ...change, seenAt: Date.now() });
    if (this.#waiting.length > MOST) {
      this.#waiting.shift();
    }
    this.#draw();
  }

  pause(paused) {
    this.#paused = paused;
    this.#draw();
  }

  /** Draws no more. */
  end() {
    this.#tell = () => {};
  }

  /** However many come, the page is drawn anew a few times a second, and not at all while nobody can see it. */
  #draw() {
    if (this.#drawing) {
      return;
    }
    this.#drawing = true;
    const rest = Math.max(0, this.#drawn + REST - performance.now());
    setTimeout(() => requestAnimationFrame(() => this.#drawNow()), rest);
  }

  #drawNow() {
    this.#drawing = false;
    this.#drawn = performance.now();
    if (!this.#paused) {
      this.#shown = [...this.#waiting.reverse(), ...this.#shown].slice(0, MOST);
      this.#waiting = [];
    }
    this.#tell({ shown: this.#shown, waiting: this.#waiting.length });
  }
}

/**
 * The changes as they come, the newest first.
 * @param {{segment?: string, customer?: string, reason?: string, recent?: number}} wanted
 * @returns {{shown: object[], waiting: number, state: string, paused: boolean, pause: (paused: boolean) => void}}
 */
export function useFeed(wanted) {
  const [drawn, setDrawn] = useState(NOTHING);
  const [state, setState] = useState("connecting");
  const [paused, setPaused] = useState(false);
  const feed = useRef(null);
  const key = JSON.stringify(wanted);
  const following = useVisible() || paused;
  useEffect(() => setDrawn(NOTHING), [key]);
  useEffect(() => {
    if (!following) {
      return undefined;
    }
    feed.current = new Feed(setDrawn, paused);
    const end = follow(wanted, (change) => feed.current.add(change), setState);
    return () => {
      end();
      feed.current.end();
    };
  }, [key, following]);
  const pause = (next) => {
    setPaused(next);
    feed.current.pause(next);
  };
  return { ...drawn, state, paused, pause };
}
