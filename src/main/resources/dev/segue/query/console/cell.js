import { useEffect, useState } from "preact/hooks";

/**
 * A value that views show and that changes under them.
 * @template T
 */
export class Cell {
  #value;
  #watchers = new Set();

  /** @param {T} value */
  constructor(value) {
    this.#value = value;
  }

  get value() {
    return this.#value;
  }

  set value(next) {
    if (next !== this.#value) {
      this.#value = next;
      this.#watchers.forEach((watcher) => watcher(next));
    }
  }

  /** @returns {() => void} which ends it */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}

/** The value of a cell, in a view that is drawn anew when it changes. */
export function useCell(cell) {
  const [value, setValue] = useState(cell.value);
  useEffect(() => {
    setValue(cell.value);
    return cell.watch(setValue);
  }, [cell]);
  return value;
}
