import { place, to } from "../router.js";
import { access, askAccess, leave, may } from "../service/access.js";
import { connection } from "../service/connection.js";
import { useCell } from "../cell.js";
import { html, useEffect, useState } from "../view.js";
import { Page } from "./page.js";
import { Problem } from "./states.js";
import { isDark, turnTheme } from "./theme.js";
import { TokenForm } from "./token.js";

const ASK_AGAIN = 2_000;

/** What is around every page: the way to the others, how the connection is, who one is. */
export function Shell() {
  const someone = useCell(access);
  const here = useCell(place);
  const problem = useAccess();
  return html`
    <a class="button skip" href="#main" onClick=${toMain}>To the content</a>
    <${Top} here=${here} someone=${someone} />
    <main id="main" tabindex="-1">${content(someone, here, problem)}</main>
  `;
}

function content(someone, here, problem) {
  if (someone === null) {
    return problem && html`<${Problem} problem=${problem} />`;
  }
  return may(someone, "read") ? html`<${Page} place=${here} />` : html`<${TokenForm} someone=${someone} />`;
}

/** Asks what one may do until the service has said. */
function useAccess() {
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    let timer;
    const ask = () =>
      askAccess().then(
        () => setProblem(null),
        (failure) => {
          setProblem(failure);
          timer = setTimeout(ask, ASK_AGAIN);
        },
      );
    ask();
    return () => clearTimeout(timer);
  }, []);
  return problem;
}

/** The address of the page stays: it says where in the console one is. */
function toMain(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function Top({ here, someone }) {
  const current = (name) => (here.name === name ? "page" : undefined);
  const overview = here.name === "segments" ? "true" : current("overview");
  return html`
    <header class="top">
      <a class="mark" href=${to("overview")}>
        <svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4">
          <circle cx="10" cy="10" r="7.6" />
          <circle cx="18" cy="10" r="7.6" fill="currentColor" fill-opacity=".25" />
        </svg>
        Segue
      </a>
      <nav aria-label="Pages">
        <a href=${to("overview")} aria-current=${overview}>Segments</a>
        <a href=${to("customers")} aria-current=${current("customers")}>Customers</a>
        <a href=${to("author")} aria-current=${current("author")}>Author</a>
      </nav>
      <div class="state">
        <${LinkState} />
        ${someone?.subject && html`<${Subject} someone=${someone} />`}
        <${ThemeButton} />
      </div>
    </header>
  `;
}

function LinkState() {
  const state = useCell(connection);
  const lost = state === "lost";
  return html`<span class=${"link-state" + (lost ? " lost" : "")} role="status">${lost ? "No answer" : "Connected"}</span>`;
}

function Subject({ someone }) {
  return html`
    <span class="small soft" title=${"May: " + (someone.roles.join(", ") || "nothing")}>${someone.subject}</span>
    <button class="plain" onClick=${leave}>Leave</button>
  `;
}

function ThemeButton() {
  const [dark, setDark] = useState(isDark);
  const turn = () => {
    turnTheme();
    setDark(isDark());
  };
  return html`
    <button class="theme plain" onClick=${turn} aria-label=${dark ? "Light colours" : "Dark colours"}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
        <circle cx="9" cy="9" r="6.2" />
        <path d="M9 2.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
    </button>
  `;
}
