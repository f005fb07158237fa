import { Cell } from "../cell.js";
import { get } from "./http.js";

/**
 * Who one is to the service, and what one may do there.
 * @typedef {{authentication: "none" | "bearer", subject: string | null, roles: string[], issuer: string | null}} Access
 */

const KEY = "segue.token";

/** Kept for this tab alone, and not longer than it. */
export const token = new Cell(sessionStorage.getItem(KEY));

/** @type {Cell<Access | null>} null until the service has said */
export const access = new Cell(null);

/** Whether the last token was not accepted. */
export const refused = new Cell(false);

/** Asks the service what one may do. */
export async function askAccess() {
  access.value = await get("v1/access");
}

/** Goes on with this token, if it is worth something. */
export async function useToken(text) {
  refused.value = false;
  token.value = text;
  sessionStorage.setItem(KEY, text);
  await askAccess();
  if (access.value.roles.length === 0) {
    refuseToken();
  }
}

/** Forgets the token: it is not, or no longer, accepted. */
export function refuseToken() {
  if (token.value) {
    refused.value = true;
    leave();
  }
}

export function leave() {
  token.value = null;
  sessionStorage.removeItem(KEY);
  if (access.value) {
    access.value = { ...access.value, subject: null, roles: [] };
  }
}

/** Whether somebody with this access has a role. */
export function may(someone, role) {
  return someone !== null && someone.roles.includes(role);
}
