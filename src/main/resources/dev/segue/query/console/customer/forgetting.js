import { to } from "../router.js";
import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { Confirm } from "../shell/confirm.js";
import { useRefusal } from "../shell/may.js";
import { Problem } from "../shell/states.js";
import { html, useState } from "../view.js";
import { counted } from "../words/numbers.js";

const EVERY = 400;

/** Lets a customer be forgotten, by somebody who is sure. */
export function ForgetButton({ id, onForgetting }) {
  const mayNot = useRefusal("forget");
  const [asking, setAsking] = useState(false);
  const forget = async () => onForgetting((await segue.forget(id)).proof);
  return html`
    <p class="row">
      <button class="grave" disabled=${mayNot !== null} title=${mayNot} onClick=${() => setAsking(true)}>Forget this customer</button>
      <span class="small soft">${mayNot ?? "Timeline, memberships, profile and all that is kept of them go, and do not come back."}</span>
    </p>
    ${asking &&
    html`<${Confirm} title=${`Forget ${id}?`} yes="Forget" grave typed=${id} onYes=${forget} onClose=${() => setAsking(false)}>
      <p>All that Segue keeps of this customer goes, and with it they leave all segments. It cannot be undone.</p>
    <//>`}
  `;
}

/** Shows that nothing is left of a customer. */
export function ForgettingProof({ id, proof }) {
  const [proven, setProven] = useState(null);
  const answer = useAnswer(
    async (signal) => {
      const state = proven ?? (await segue.forgotten(proof, signal));
      if (state.forgotten) {
        setProven(state);
      }
      return state;
    },
    [proof, proven !== null],
    proven ? undefined : EVERY,
  );
  const state = proven ?? answer.value;
  return html`
    <section class="card stack proof" aria-live="polite" aria-labelledby="proof">
      <h2 id="proof">${proven ? `${id} is forgotten` : `Forgetting ${id}`}</h2>
      ${answer.problem && html`<${Problem} problem=${answer.problem} />`}
      <p>${proven ? "Proven: the order to forget was processed and committed, and no store holds anything of them." : "The order to forget is on its way through the stream."}</p>
      ${state &&
      html`<table>
        <thead><tr><th scope="col">Where</th><th scope="col" class="number">What is left</th></tr></thead>
        <tbody>
          ${Object.entries(state.traces).map(
            ([store, left]) => html`<tr key=${store}>
              <th scope="row"><code>${store}</code></th>
              <td class="number">${left === 0 ? "nothing" : counted(left, "record")}</td>
            </tr>`,
          )}
        </tbody>
      </table>`}
      <p><a href=${to("customers")}>To other customers</a></p>
    </section>
  `;
}
