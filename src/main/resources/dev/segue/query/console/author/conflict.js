import { Diff } from "../segment/versions.js";
import { html } from "../view.js";
import { difference } from "./draft.js";

/** That somebody else has published meanwhile: how that differs from the draft, and what can be done about it. */
export function Conflict({ theirs, text, onMine, onTheirs }) {
  return html`
    <div class="conflict stack" role="alert">
      <p class="notice bad">The segment is at version ${theirs.version} by now: somebody else published it. Nothing of yours was published.</p>
      <p class="small soft">From what is published to your draft:</p>
      <${Diff} lines=${difference(theirs.text, text)} />
      <div class="row">
        <button class="grave" onClick=${onMine}>Publish mine as version ${theirs.version + 1}</button>
        <button onClick=${onTheirs}>Go on from theirs</button>
      </div>
    </div>
  `;
}
