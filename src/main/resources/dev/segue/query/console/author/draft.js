const ID = /^\s*(?:-\s+)?["']?id["']?\s*:\s*["']?([a-z0-9-]+)/m;

/** The id of the segment that a draft defines; null while it says none. */
export const idOf = (text) => ID.exec(text)?.[1] ?? null;

/**
 * How two texts differ, as lines that begin with `+`, `-` or a space.
 * @returns {string[]}
 */
export function difference(before, after) {
  const one = before.trimEnd().split("\n");
  const other = after.trimEnd().split("\n");
  const common = commonLines(one, other);
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      lines.push(" " + one[i++]);
      j++;
    } else if (i < one.length && (j === other.length || common[i + 1][j] >= common[i][j + 1])) {
      lines.push("-" + one[i++]);
    } else {
      lines.push("+" + other[j++]);
    }
  }
  return lines;
}

/** How many lines the texts from each pair of lines on have in common, in this order. */
function commonLines(one, other) {
  const common = Array.from({ length: one.length + 1 }, () => new Array(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      common[i][j] = one[i] === other[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}
