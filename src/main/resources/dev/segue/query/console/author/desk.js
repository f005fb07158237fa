import { useAnswer } from "../service/answer.js";
import { vocabulary } from "../service/authoring.js";
import { useRefusal } from "../shell/may.js";
import { html, useRef, useState } from "../view.js";
import { count, counted } from "../words/numbers.js";
import { useCheck } from "./check.js";
import { idOf } from "./draft.js";
import { Editor } from "./editor.js";
import { Examples } from "./examples-list.js";
import { PreviewPanel } from "./preview-panel.js";
import { ProblemList } from "./problem-list.js";
import { PublishPanel } from "./publish-panel.js";

/**
 * A draft, and all that can be done with it.
 * @param {{base: import("../service/authoring.js").Published | null, text: string}} properties `base` is what it changes
 */
export function Desk({ base: begun, text: first }) {
  const [base, setBase] = useState(begun);
  const [text, setText] = useState(first);
  const editor = useRef(null);
  const mayNot = useRefusal("author");
  const words = useAnswer(vocabulary, []);
  const check = useCheck(text, mayNot === null);
  const id = idOf(text);
  // another id is another segment, whatever was begun with
  const own = base?.id === id ? base : null;
  return html`
    <div class="page author">
      <h1>${own ? `Change ${own.id}` : "Write a segment"}</h1>
      ${mayNot && html`<p class="notice">${mayNot} You can read along.</p>`}
      <div class="desk">
        <section class="card" aria-labelledby="definition">
          <header>
            <h2 id="definition">Definition</h2>
            <span class="small soft right">${own ? `begun with version ${own.version}` : "not published yet"}</span>
          </header>
          <${Editor} handle=${editor} text=${first} label="Definition" readOnly=${mayNot !== null} problems=${check.problems}
            words=${words.value} onText=${setText} />
          <p class="small soft hint">${hint(words.value)}</p>
          ${mayNot === null && html`<${ProblemList} check=${check} onChosen=${(problem) => editor.current.goTo(problem)} />`}
        </section>
        <div class="stack beside">
          <${PreviewPanel} text=${text} ready=${check.isValid} mayNot=${mayNot} />
          <${PublishPanel} id=${id} text=${text} base=${own} ready=${check.isValid} mayNot=${mayNot} onPublished=${setBase}
            onTheirs=${(theirs) => { setBase(theirs); editor.current.replace(theirs.text); }} />
          <${Examples} mayNot=${mayNot} onChosen=${(example) => editor.current.replace(example)} />
        </div>
      </div>
    </div>
  `;
}

function hint(words) {
  return words === null
    ? "What can be written is being looked up."
    : `Ctrl and space completes what you write, by what was seen of ${count(words.sampled)} of ${counted(words.customers, "customer")}.`;
}
