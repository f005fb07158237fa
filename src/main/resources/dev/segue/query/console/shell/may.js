import { useCell } from "../cell.js";
import { access, may } from "../service/access.js";

const WORDS = {
  author: "Changing segments needs the role author.",
  forget: "Forgetting customers needs the role forget.",
};

/** Why one may not do something that needs a role; null for one who may. */
export function useRefusal(role) {
  return may(useCell(access), role) ? null : WORDS[role];
}
