import { html, useEffect, useRef, useState } from "../view.js";

/**
 * Asks before something is done that is not easily undone.
 * @param {{title: string, yes: string, typed?: string, grave?: boolean, onYes: () => Promise<void>, onClose: () => void,
 *   children: any}} properties `typed` is what has to be typed in, to be sure
 */
export function Confirm({ title, yes, typed, grave, onYes, onClose, children }) {
  const dialog = useRef(null);
  const [text, setText] = useState("");
  const [state, setState] = useState({ busy: false, problem: null });
  useEffect(() => dialog.current.showModal(), []);
  const submit = (event) => {
    event.preventDefault();
    setState({ busy: true, problem: null });
    onYes().then(onClose, (problem) => setState({ busy: false, problem: problem.message }));
  };
  const ready = !state.busy && (typed === undefined || text === typed);
  return html`
    <dialog ref=${dialog} onClose=${onClose} aria-labelledby="confirm">
      <form onSubmit=${submit}>
        <h2 id="confirm">${title}</h2>
        ${children}
        ${typed !== undefined &&
        html`<label class="field">
          <span>Type <code>${typed}</code> to be sure</span>
          <input value=${text} autocomplete="off" spellcheck=${false} onInput=${(event) => setText(event.target.value)} />
        </label>`}
        ${state.problem && html`<p class="notice bad" role="alert">${state.problem}</p>`}
        <div class="row">
          <button class=${grave ? "grave" : "main"} disabled=${!ready}>${yes}</button>
          <button type="button" class="plain" onClick=${onClose}>Leave it</button>
        </div>
      </form>
    </dialog>
  `;
}
