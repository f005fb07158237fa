import { html } from "../view.js";
import { count, figure } from "../words/numbers.js";
import { instant, moment } from "../words/times.js";

/** What others told of a customer. */
export function Profile({ profile }) {
  return html`
    <section class="card" aria-labelledby="profile">
      <header>
        <h2 id="profile">Profile</h2>
        ${profile && html`<span class="small soft" title=${instant(profile.updatedAt)}>of ${moment(profile.updatedAt)}</span>`}
      </header>
      ${profile === null
        ? html`<p class="notice">None was sent.</p>`
        : html`<dl class="attributes">
            ${Object.entries(profile.attributes).map(([name, value]) => html`<dt>${name}</dt><dd>${String(value)}</dd>`)}
          </dl>`}
    </section>
  `;
}

/** All that a customer ever did, in numbers. */
export function Life({ customer }) {
  return html`
    <section class="card" aria-labelledby="life">
      <header>
        <h2 id="life">In all their life</h2>
        ${!customer.exact && html`<span class="badge warn" title="The oldest entries were folded into buckets">not exact</span>`}
      </header>
      <div class="scrolled" tabindex="0" role="group" aria-label="Life measures, as a table that scrolls">
        <table class="life">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" class="number">How often</th>
              <th scope="col" class="number">Amount</th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          <tbody>
            ${Object.entries(customer.life).map(
              ([type, measure]) => html`<tr key=${type}>
                <th scope="row">${spoken(type)}</th>
                <td class="number">${count(measure.count)}</td>
                <td class="number">${Number(measure.sum) === 0 ? "–" : figure(Number(measure.sum))}</td>
                <td title=${instant(measure.first)}>${moment(measure.first)}</td>
                <td title=${instant(measure.last)}>${moment(measure.last)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

/** An entry type as one says it. */
export const spoken = (type) => type.replaceAll("_", " ");
