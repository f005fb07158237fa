import { sentence } from "../change/words.js";
import { RulePiece } from "../rule/text.js";
import { Answered } from "../shell/states.js";
import { html } from "../view.js";
import { figure } from "../words/numbers.js";
import { instant, moment, span } from "../words/times.js";

/** Why a customer is in a segment, or is not: what its rule asks for, what was found, and which of it decides. */
export function Explanation({ answer, names, chosen, onChosen, at }) {
  return html`
    <section class="card explanation" aria-labelledby="explanation">
      <header>
        <h2 id="explanation">Why, or why not</h2>
        <select class="right" aria-label="Segment to explain" value=${chosen} onChange=${(event) => onChosen(event.target.value)}>
          ${[...names].map(([id, name]) => html`<option key=${id} value=${id} selected=${id === chosen}>${name}</option>`)}
        </select>
      </header>
      <${Answered} answer=${answer} height="14rem">${(known) => html`<${Explained} known=${known} past=${at !== null} />`}<//>
    </section>
  `;
}

function Explained({ known, past }) {
  return html`
    <div class="stack">
      <p class="row">
        <span class=${"badge " + (known.member ? "good" : "bad")}>${known.member ? "in" : "not in"}</span>
        ${known.since && html`<span title=${instant(known.since)}>since ${moment(known.since)}</span>`}
        ${!known.member && known.leftAt && html`<span title=${instant(known.leftAt)}>left ${moment(known.leftAt)}</span>`}
        ${expected(known)}
        ${!known.exact && html`<span class="badge warn" title="The rule reaches further back than was kept">not exact</span>`}
        ${past && html`<span class="badge">as it is now</span>`}
      </p>
      <p class="words">${sentence(known.words)}</p>
      ${known.enter && html`<${Rule} title=${known.member ? "What let them in" : "What lets one in"} clause=${known.enter} />`}
      ${known.exit && html`<${Rule} title="What lets one out" clause=${known.exit} />`}
    </div>
  `;
}

function expected(known) {
  const when = known.member ? known.exitExpectedAt : known.entryExpectedAt;
  if (!when || when < Date.now()) {
    return null;
  }
  const what = known.member ? "leaves" : "enters";
  return html`<span title=${instant(when)}>${what} in ${span(when - Date.now())} if nothing happens</span>`;
}

function Rule({ title, clause }) {
  return html`
    <div>
      <h3>${title}</h3>
      <ul class="clauses"><${Clause} clause=${clause} /></ul>
    </div>
  `;
}

const JOINS = { ALL: "all of", ANY: "any of", NOT: "not", CHOICE: "the second if the first, else the third" };

function Clause({ clause }) {
  const state = (clause.holds ? "holds" : "fails") + (clause.decides ? " decides" : "");
  const mark = html`<span class="mark" role="img" aria-label=${clause.holds ? "holds" : "does not hold"}>${clause.holds ? "✓" : "✗"}</span>`;
  if (clause.clauses.length > 0) {
    return html`
      <li class="join">
        <p class=${state}>${mark} <span class="soft">${JOINS[clause.kind]}</span></p>
        <ul>${clause.clauses.map((one) => html`<${Clause} clause=${one} />`)}</ul>
      </li>
    `;
  }
  return html`
    <li class=${"test " + state}>
      ${mark}
      <div>
        <p><${RulePiece} rule=${clause.expression} /> ${clause.decides && html`<span class="badge">decides</span>`}</p>
        <p class="small">${sentence(clause.words)}</p>
        <${Missing} clause=${clause} />
        <${Meter} clause=${clause} />
      </div>
    </li>
  `;
}

function Missing({ clause }) {
  const parts = [
    clause.missing && "lacks " + clause.missing.words,
    clause.turnsAt && `turns at ${moment(clause.turnsAt)}` + (clause.then ? `: ${clause.then}` : ""),
  ].filter(Boolean);
  return parts.length > 0 && html`<p class="small soft">${sentence(parts.join("; "))}</p>`;
}

/** How far a number is from what it has to reach. */
function Meter({ clause }) {
  const [reading] = clause.readings;
  const { comparator, threshold } = clause;
  if (!comparator || !threshold || reading?.kind !== "NUMBER" || threshold.kind !== "NUMBER" || !(threshold.value > 0)) {
    return null;
  }
  const share = Math.max(0, Math.min(1, reading.value / (threshold.value * 1.25)));
  return html`
    <div class="meter">
      <div class="bar"><div style=${{ width: share * 100 + "%" }} /><i /></div>
      <span class="number small">${figure(reading.value)} ${comparator} ${figure(threshold.value)}</span>
    </div>
  `;
}
