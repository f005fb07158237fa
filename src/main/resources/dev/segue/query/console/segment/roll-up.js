import { to } from "../router.js";
import { html } from "../view.js";
import { count } from "../words/numbers.js";

/** Which segments a segment is a part of, and which are parts of it. */
export function RollUp({ segment, segments }) {
  const top = topOf(segment, segments);
  const alone = top.id === segment.id && childrenOf(segment, segments).length === 0;
  return html`
    <section class="card" aria-labelledby="roll-up">
      <header><h2 id="roll-up">Place in the roll-up</h2></header>
      ${alone
        ? html`<p class="notice">It rolls up to no other, and none rolls up to it.</p>`
        : html`<ul class="tree"><${Branch} of=${top} segments=${segments} here=${segment.id} /></ul>`}
    </section>
  `;
}

function Branch({ of, segments, here }) {
  const children = childrenOf(of, segments);
  return html`
    <li>
      <span class=${of.id === here ? "here" : ""}>
        ${of.id === here ? html`<strong aria-current="true">${of.name}</strong>` : html`<a href=${to("segments", of.id)}>${of.name}</a>`}
        <span class="soft number">${" "}${count(of.size)}</span>
      </span>
      ${children.length > 0 &&
      html`<ul>${children.map((child) => html`<${Branch} key=${child.id} of=${child} segments=${segments} here=${here} />`)}</ul>`}
    </li>
  `;
}

const childrenOf = (segment, segments) => segments.filter((one) => one.rollsUpTo === segment.id);

/** Definitions have no cycles. */
function topOf(segment, segments) {
  const parent = segments.find((one) => one.id === segment.rollsUpTo);
  return parent ? topOf(parent, segments) : segment;
}
