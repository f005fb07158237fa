import { useFeed } from "../change/feed.js";
import { ChangeList } from "../change/list.js";
import { useAnswer } from "../service/answer.js";
import * as segue from "../service/segue.js";
import { Answered } from "../shell/states.js";
import { html, useState } from "../view.js";
import { Customer } from "./customer.js";
import { CustomerSearch } from "./customer-search.js";
import { ForgettingProof } from "./forgetting.js";

const NOW = 3_000;
const RECENT = 40;

/** One customer, or the way to one. */
export default function CustomerPage({ id }) {
  const segments = useAnswer(segue.segments, [], NOW * 10);
  const names = new Map(segments.value?.segments.map((segment) => [segment.id, segment.name]));
  return html`
    <div class="page customer">
      <header>
        <h1>${id ?? "Customers"}</h1>
        <div class="right"><${CustomerSearch} /></div>
      </header>
      ${id === null ? html`<${LatelyChanged} names=${names} />` : html`<${Known} id=${id} names=${names} />`}
    </div>
  `;
}

function Known({ id, names }) {
  const [proof, setProof] = useState(null);
  return proof === null
    ? html`<${Remembered} id=${id} names=${names} onForgetting=${setProof} />`
    : html`<${ForgettingProof} id=${id} proof=${proof} />`;
}

function Remembered({ id, names, onForgetting }) {
  const customer = useAnswer((signal) => segue.customer(id, signal), [id], NOW);
  return html`
    <${Answered} answer=${gone(customer)} height="40rem">
      ${(known) => html`<${Customer} customer=${known} names=${names} onForgetting=${onForgetting} />`}
    <//>
  `;
}

/** One who was there and is not any more is not shown as they were. */
function gone(customer) {
  return customer.problem?.status === 404 ? { ...customer, value: null } : customer;
}

function LatelyChanged({ names }) {
  const feed = useFeed({ recent: RECENT });
  return html`
    <section class="card lately" aria-labelledby="lately">
      <header><h2 id="lately">Who entered or left lately</h2></header>
      ${feed.shown.length === 0
        ? html`<p class="notice">Nobody so far. Search by id, or wait.</p>`
        : html`<${ChangeList} changes=${feed.shown} names=${names} label="Who entered or left lately" />`}
    </section>
  `;
}
