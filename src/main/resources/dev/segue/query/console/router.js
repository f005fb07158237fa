import { Cell } from "./cell.js";

/**
 * Where in the console one is: the part of the address after the `#`, so that every address can be reloaded, sent to somebody, and
 * served from below any path.
 * @typedef {{name: string, id: string | null}} Place
 */

/** @returns {Place} */
function read() {
  const [name, id] = location.hash.replace(/^#\/?/, "").split("/");
  return { name: name || "overview", id: id ? decode(id) : null };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @type {Cell<Place>} */
export const place = new Cell(read());

addEventListener("hashchange", () => {
  place.value = read();
});

/** The address of a place, for links. */
export function to(name, id = null) {
  return "#/" + name + (id === null ? "" : "/" + encodeURIComponent(id));
}

export function go(name, id = null) {
  location.hash = to(name, id);
}
