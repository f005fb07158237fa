import { useCell } from "../cell.js";
import { refused, useToken as goOnWith } from "../service/access.js";
import { html, useState } from "../view.js";

/** Asks for a token, where the service wants one. */
export function TokenForm({ someone }) {
  const wasRefused = useCell(refused);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState(null);
  const submit = (event) => {
    event.preventDefault();
    goOnWith(text.trim()).then(() => setProblem(null), (failure) => setProblem(failure.message));
  };
  return html`
    <form class="card token stack" onSubmit=${submit}>
      <h1>Who is there?</h1>
      <p>
        This Segue answers only those who show a token
        ${someone.issuer && html`, issued by <code>${someone.issuer}</code>`}. It is kept in this tab, and no longer than it.
      </p>
      <label class="field">
        Token
        <textarea rows="5" required spellcheck=${false} autocomplete="off" value=${text} onInput=${(e) => setText(e.target.value)} />
      </label>
      ${(problem || wasRefused) &&
      html`<p class="notice bad" role="alert">${problem ?? "The token is not accepted, or no longer. Paste another."}</p>`}
      <div><button class="main" disabled=${!text.trim()}>Go on</button></div>
    </form>
  `;
}
