import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { Confirm } from "../shell/confirm.js";
import { useRefusal } from "../shell/may.js";
import { Answered } from "../shell/states.js";
import { html, useState } from "../view.js";
import { moment, instant } from "../words/times.js";

/** Who changed a segment, when and how; any version can be published again. */
export function Versions({ segment, onRolledBack }) {
  const versions = useAnswer((signal) => segue.versions(segment.id, signal), [segment.id, segment.version]);
  const [chosen, setChosen] = useState(null);
  const mayNot = useRefusal("author");
  const rollBack = async () => {
    await segue.rollBack(segment.id, chosen);
    onRolledBack();
  };
  return html`
    <section class="card" aria-labelledby="versions">
      <header><h2 id="versions">Versions</h2></header>
      <${Answered} answer=${versions} height="8rem">
        ${(known) => html`
          <ol class="versions">
            ${known.versions.map(
              (version, index) => html`<${Version} key=${version.version} version=${version} newest=${index === 0} mayNot=${mayNot}
                onChosen=${() => setChosen(version.version)} />`,
            )}
          </ol>
        `}
      <//>
      ${chosen !== null &&
      html`<${Confirm} title=${`Back to version ${chosen}?`} yes="Roll back" onYes=${rollBack} onClose=${() => setChosen(null)}>
        <p>Version ${chosen} of ${segment.name} is published again, as version ${segment.version + 1}, and applied to all customers.</p>
      <//>`}
    </section>
  `;
}

function Version({ version, newest, mayNot, onChosen }) {
  return html`
    <li>
      <details open=${newest && version.diff.length > 0}>
        <summary>
          <strong>Version ${version.version}</strong>
          <span class="soft" title=${instant(version.updatedAt)}>${moment(version.updatedAt)}${version.author && ", " + version.author}</span>
          <span>${version.comment}</span>
        </summary>
        ${version.diff.length > 0
          ? html`<${Diff} lines=${version.diff} />`
          : html`<pre class="diff" tabindex="0">${version.text}</pre>`}
      </details>
      ${!newest && html`<button disabled=${mayNot !== null} title=${mayNot} onClick=${onChosen}>Roll back to it</button>`}
    </li>
  `;
}

const SIGNS = { "+": "added", "-": "removed", "@": "soft" };

/** The lines of a unified diff, without the two that name the versions. */
export function Diff({ lines }) {
  return html`
    <pre class="diff" tabindex="0">${lines
      .filter((line) => !line.startsWith("---") && !line.startsWith("+++"))
      .map((line) => html`<span class=${SIGNS[line[0]] ?? ""}>${line + "\n"}</span>`)}</pre>
  `;
}
