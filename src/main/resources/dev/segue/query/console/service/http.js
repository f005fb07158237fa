import { connection } from "./connection.js";
import { token, refuseToken } from "./access.js";

/** What the service refused, as it says it itself (RFC 9457); status 0 where nobody answered. */
export class Problem extends Error {
  /** @param {{status: number, detail: string, problems?: object[], retryAfter?: number}} document */
  constructor(document) {
    super(document.detail);
    this.status = document.status;
    this.problems = document.problems ?? [];
    this.retryAfter = document.retryAfter ?? null;
  }
}

/** An id as it stands in a path. */
export const inPath = encodeURIComponent;

/**
 * Asks the service. The path is relative to the page, so that both may lie below any path.
 * @param {string} path as in `v1/segments`
 * @param {RequestInit} [options] as fetch takes them
 * @returns {Promise<Response>} of a call that went well; else a Problem is thrown
 */
export async function send(path, options = {}) {
  const headers = { ...options.headers };
  if (token.value) {
    headers.Authorization = "Bearer " + token.value;
  }
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options, headers });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    connection.lose();
    throw new Problem({ status: 0, detail: "Segue does not answer. It is asked again by itself." });
  }
  connection.reach();
  if (response.status === 401) {
    refuseToken();
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

async function problemOf(response) {
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  try {
    return new Problem({ ...(await response.json()), status: response.status, retryAfter });
  } catch {
    return new Problem({ status: response.status, detail: `Segue answered with status ${response.status}.`, retryAfter });
  }
}

/** The JSON that a path answers. */
export async function get(path, options) {
  return (await send(path, options)).json();
}

/** Query parameters; those without a value are left out. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length === 0 ? "" : "?" + new URLSearchParams(given);
}
