import { html } from "../view.js";
import { EXAMPLES } from "./examples.js";

/** Rules that others have needed, to begin with. */
export function Examples({ mayNot, onChosen }) {
  return html`
    <section class="card examples" aria-labelledby="examples">
      <header>
        <h2 id="examples">Examples</h2>
        <span class="small soft">One replaces your text; undo brings it back.</span>
      </header>
      <ul>
        ${EXAMPLES.map(
          ({ name, purpose, text }) => html`<li>
            <div><strong>${name}</strong><p class="small soft">${purpose}</p></div>
            <button disabled=${mayNot !== null} title=${mayNot} aria-label=${`Begin with ${name}`} onClick=${() => onChosen(text)}>Use</button>
          </li>`,
        )}
      </ul>
    </section>
  `;
}
