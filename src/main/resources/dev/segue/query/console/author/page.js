import { useAnswer } from "../service/answer.js";
import { published } from "../service/authoring.js";
import { Answered } from "../shell/states.js";
import { html } from "../view.js";
import { Desk } from "./desk.js";
import { BLANK } from "./examples.js";

/** Where a rule is written or changed: tried while it is written, on all customers before it is published. */
export default function AuthorPage({ id }) {
  return id === null ? html`<${Desk} base=${null} text=${BLANK} />` : html`<${Change} id=${id} />`;
}

function Change({ id }) {
  const base = useAnswer((signal) => published(id, signal).then((found) => ({ found })), [id]);
  return html`
    <${Answered} answer=${base} height="40rem">
      ${({ found }) => found
        ? html`<${Desk} base=${found} text=${found.text} />`
        : html`<p class="notice">There is no segment <code>${id}</code>, or no longer. <a href="#/author">Write a new one</a></p>`}
    <//>
  `;
}
