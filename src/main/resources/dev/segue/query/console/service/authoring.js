import { get, query, segment, send } from "./http.js";

/** What authors ask of the service. */

const YAML = { "Content-Type": "application/yaml" };

export const vocabulary = (signal) => get("v1/vocabulary", { signal });

/** What keeps a draft from being published; nothing where it can be. */
export const check = (text, signal) =>
  post("v1/segments/check", text, signal).then((answer) => answer.problems);

/** Begins to try a draft on all customers. */
export const beginPreview = (text, wanted) => post("v1/segments/preview" + query(wanted), text);

export const preview = (id, signal) => get(`v1/previews/${segment(id)}`, { signal });

export const cancelPreview = (id) => send(`v1/previews/${segment(id)}`, { method: "DELETE" });

/**
 * A published segment, as one begins to change it.
 * @typedef {{id: string, version: number, etag: string, text: string}} Published
 * @returns {Promise<Published | null>} null where there is none
 */
export async function published(id, signal) {
  try {
    const answer = await send(`v1/segments/${segment(id)}`, { signal });
    const { version } = await answer.json();
    const { versions } = await get(`v1/segments/${segment(id)}/versions`, { signal });
    const text = versions.find((one) => one.version === version)?.text;
    // somebody published in between: then both are asked for again
    return text === undefined
      ? published(id, signal)
      : { id, version, etag: answer.headers.get("ETag"), text: alone(text) };
  } catch (problem) {
    if (problem.status === 404) {
      return null;
    }
    throw problem;
  }
}

/** Publishes a segment: as the next version of the one that is known, or as new. */
export async function publish(id, text, base, edition) {
  const condition = base === null ? { "If-None-Match": "*" } : { "If-Match": base.etag };
  const answer = await send(`v1/segments/${segment(id)}` + query(edition), {
    method: "PUT",
    headers: { ...YAML, ...condition },
    body: text,
  });
  const { version } = await answer.json();
  return { id, version, etag: answer.headers.get("ETag"), text };
}

const post = async (path, text, signal) => (await send(path, { method: "POST", headers: YAML, body: text, signal })).json();

/** The one definition of a file, by itself: without the list that it is in. */
function alone(text) {
  return text
    .split("\n")
    .slice(1)
    .map((line) => line.slice(4))
    .join("\n");
}
