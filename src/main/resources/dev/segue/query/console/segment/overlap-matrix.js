import { to } from "../router.js";
import { Answered } from "../shell/states.js";
import { html } from "../view.js";
import { count, percent } from "../words/numbers.js";

const MOST = 12;

/** How the members of segments are members of each other's: this one first, then those that share most with it. */
export function OverlapMatrix({ segment, health, names }) {
  return html`
    <section class="card" aria-labelledby="overlap">
      <header>
        <h2 id="overlap">Overlap</h2>
        <span class="small soft">Of the members of the segment at the left, how many are in the one above</span>
      </header>
      <${Answered} answer=${health} height="20rem">${(known) => matrix(segment, known, names)}<//>
    </section>
  `;
}

function matrix(segment, known, names) {
  const shares = sharesOf(known);
  const ids = chosen(segment.id, known, shares);
  if (ids.length < 2) {
    return html`<p class="notice">None of its members is in another segment.</p>`;
  }
  const sizes = new Map(known.segments.map((one) => [one.segmentId, one.size]));
  return html`
    <div class="scrolled" tabindex="0" role="group" aria-label="Overlap, as a table that scrolls">
      <table class="matrix">
        <thead>
          <tr>
            <td></td>
            ${ids.map((id) => html`<th scope="col" key=${id}><span>${names.get(id) ?? id}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${ids.map(
            (row) => html`<tr key=${row} class=${row === segment.id ? "own" : ""}>
              <th scope="row"><a href=${to("segments", row)}>${names.get(row) ?? row}</a> <span class="soft number">${count(sizes.get(row) ?? 0)}</span></th>
              ${ids.map((column) => cell(row, column, shares))}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function cell(row, column, shares) {
  if (row === column) {
    return html`<td class="number self" key=${column} aria-label="itself"></td>`;
  }
  const share = shares.get(row)?.get(column) ?? 0;
  const background = `color-mix(in srgb, var(--accent) ${Math.round(share * 45)}%, var(--card))`;
  return html`<td class="number" key=${column} style=${{ background }}>${share === 0 ? "–" : percent(share)}</td>`;
}

/** @returns {Map<string, Map<string, number>>} of the members of the one, how many are in the other, 0 to 1 */
function sharesOf(known) {
  const shares = new Map(known.segments.map((one) => [one.segmentId, new Map()]));
  for (const { first, second, shareOfFirst, shareOfSecond } of known.overlaps) {
    shares.get(first)?.set(second, shareOfFirst);
    shares.get(second)?.set(first, shareOfSecond);
  }
  return shares;
}

function chosen(id, known, shares) {
  const own = shares.get(id) ?? new Map();
  const others = known.segments.map((one) => one.segmentId).filter((other) => other !== id && own.has(other));
  others.sort((one, other) => own.get(other) - own.get(one));
  return [id, ...others.slice(0, MOST - 1)];
}
