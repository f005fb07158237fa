import { html } from "../view.js";
import { counted } from "../words/numbers.js";

/** What keeps the draft from being published, in words; each leads to its place. */
export function ProblemList({ check, onChosen }) {
  return html`
    <section class="problems" aria-label="Problems">
      <p class="small" role="status">${summary(check)}</p>
      <ol>
        ${check.problems.map(
          (problem) => html`<li><button class="plain" onClick=${() => onChosen(problem)}>
            <span class="number">${problem.line}:${problem.column}</span> <span>${problem.message}</span>
          </button></li>`,
        )}
      </ol>
    </section>
  `;
}

function summary(check) {
  if (check.failure) {
    return check.failure.message;
  }
  if (!check.isCurrent) {
    return "Looking it over …";
  }
  return check.problems.length === 0 ? "No problems: it can be published." : counted(check.problems.length, "problem");
}
