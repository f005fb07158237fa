import { get, inPath, query, send } from "./http.js";

/** The questions that the console asks. Each is a call of the public API; /openapi.json describes them. */

export const segments = (signal) => get("v1/segments", { signal });

export const status = (signal) => get("v1/status", { signal });

export const overlap = (signal) => get("v1/overlap", { signal });

export const backfill = (signal) => get("v1/backfill", { signal });

/** @param {{hours: number, points: number, segment?: string}} wanted */
export const history = (wanted, signal) => get("v1/history" + query(wanted), { signal });

export const versions = (id, signal) => get(`v1/segments/${inPath(id)}/versions`, { signal });

/** @param {{limit?: number, cursor?: string, prefix?: string}} wanted */
export const members = (id, wanted, signal) => get(`v1/segments/${inPath(id)}/members` + query(wanted), { signal });

export const rollBack = (id, version) =>
  send(`v1/segments/${inPath(id)}/rollback` + query({ version }), { method: "POST" });

export const retire = (id) => send(`v1/segments/${inPath(id)}`, { method: "DELETE" });

/** @param {{prefix: string, limit: number}} wanted */
export const customers = (wanted, signal) => get("v1/customers" + query(wanted), { signal });

export const customer = (id, signal) => get(`v1/customers/${inPath(id)}`, { signal });

export const membershipsAt = (id, at, signal) => get(`v1/customers/${inPath(id)}/memberships` + query({ at }), { signal });

/** @param {{limit?: number, before?: number}} wanted */
export const timeline = (id, wanted, signal) => get(`v1/customers/${inPath(id)}/timeline` + query(wanted), { signal });

export const explain = (id, segmentId, signal) =>
  get(`v1/customers/${inPath(id)}/explain/${inPath(segmentId)}`, { signal });

/** @returns {Promise<{proof: string}>} where the proof is */
export const forget = async (id) => (await send(`v1/customers/${inPath(id)}`, { method: "DELETE" })).json();

/** @param {string} proof as `forget` says */
export const forgotten = (proof, signal) => get(proof.replace(/^\//, ""), { signal });
