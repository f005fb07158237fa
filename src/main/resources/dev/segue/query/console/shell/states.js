import { html } from "../view.js";

/** That something could not be had, and why. */
export function Problem({ problem, again }) {
  return html`
    <p class="notice bad" role="alert">${problem.message}${again && html`<button onClick=${again}>Try again</button>`}</p>
  `;
}

/** As much space as what is being asked for will take. */
export function Waiting({ height }) {
  return html`<div class="skeleton" style=${{ height }} role="progressbar" aria-label="Loading"></div>`;
}

/**
 * An answer, in whatever state it is: what comes of its value, with a word on it where the value is old.
 * @param {{answer: import("../service/answer.js").Answer<any>, height: string, children: (value: any) => any}} properties
 */
export function Answered({ answer, height, children }) {
  if (answer.value === null) {
    return answer.problem
      ? html`<${Problem} problem=${answer.problem} again=${answer.again} />`
      : html`<${Waiting} height=${height} />`;
  }
  return children(answer.value);
}
