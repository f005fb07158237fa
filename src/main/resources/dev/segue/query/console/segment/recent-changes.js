import { ChangeList } from "../change/list.js";
import { REASONS } from "../change/words.js";
import { html } from "../view.js";
import { count } from "../words/numbers.js";

/** Who entered and left lately, and what made them. */
export function RecentChanges({ feed, names }) {
  return html`
    <section class="card recent" aria-labelledby="recent">
      <header>
        <h2 id="recent">Recent entries and exits</h2>
        <button class="right" aria-pressed=${feed.paused} onClick=${() => feed.pause(!feed.paused)}>
          ${feed.paused ? `Go on (${feed.waiting} waiting)` : "Pause"}
        </button>
      </header>
      <${Reasons} changes=${feed.shown} />
      ${feed.shown.length === 0
        ? html`<p class="notice">${feed.state === "live" ? "Nobody entered or left lately." : "Asking for the changes."}</p>`
        : html`<${ChangeList} changes=${feed.shown} names=${names} label="Recent entries and exits" />`}
    </section>
  `;
}

function Reasons({ changes }) {
  const rows = Object.entries(REASONS)
    .map(([reason, text]) => ({ text, ...tally(changes.filter((change) => change.reason === reason)) }))
    .filter((row) => row.entered + row.left > 0);
  const most = Math.max(1, ...rows.map((row) => row.entered + row.left));
  return html`
    <table class="reasons">
      <caption class="small soft">The last ${count(changes.length)} by what made them</caption>
      <tbody>
        ${rows.map(
          (row) => html`<tr key=${row.text}>
            <th scope="row">By ${row.text}</th>
            <td class="parts"><span class="in" style=${{ width: width(row.entered, most) }} /><span class="out" style=${{ width: width(row.left, most) }} /></td>
            <td class="number entered">+${count(row.entered)}</td>
            <td class="number left">−${count(row.left)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function tally(changes) {
  const entered = changes.filter((change) => change.type === "ENTERED").length;
  return { entered, left: changes.length - entered };
}

const width = (part, most) => (part / most) * 100 + "%";
