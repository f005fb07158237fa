import { to } from "../router.js";
import * as segue from "../service/segue.js";
import { Problem, Waiting } from "../shell/states.js";
import { html, useEffect, useState } from "../view.js";
import { moment, instant } from "../words/times.js";

const PAGE = 25;
const TYPED_OUT = 250;

/** Who is in a segment, a page at a time. */
export function Members({ segment }) {
  const [prefix, setPrefix] = useState("");
  const pages = usePages(segment.id, prefix);
  return html`
    <section class="card members" aria-labelledby="members">
      <header>
        <h2 id="members">Members</h2>
        <input class="right" type="search" aria-label="Find a member" placeholder="Id begins with" spellcheck=${false}
          value=${prefix} onInput=${(event) => setPrefix(event.target.value.trim())} />
      </header>
      ${pages.problem && html`<${Problem} problem=${pages.problem} again=${pages.more} />`}
      <div class="member-list" tabindex="0" role="group" aria-label="Members">
        ${table(pages, prefix)}
        ${pages.next && html`<button onClick=${pages.more}>More</button>`}
      </div>
    </section>
  `;
}

function table({ members, problem }, prefix) {
  if (members === null) {
    return problem === null && html`<${Waiting} height="20rem" />`;
  }
  return members.length === 0
    ? html`<p class="notice">${prefix ? "Nobody in it has such an id." : "Nobody is in it."}</p>`
    : html`<${MemberTable} members=${members} />`;
}

function MemberTable({ members }) {
  return html`
    <table>
      <thead><tr><th scope="col">Customer</th><th scope="col">Since</th></tr></thead>
      <tbody>
        ${members.map(
          (member) => html`<tr key=${member.customerId}>
            <th scope="row"><a href=${to("customers", member.customerId)}>${member.customerId}</a></th>
            <td class="soft" title=${instant(member.since)}>${moment(member.since)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** The pages asked for so far; another search begins anew. */
function usePages(id, prefix) {
  const [pages, setPages] = useState({ members: null, next: null, problem: null });
  const ask = async (before, cursor, signal) => {
    try {
      const page = await segue.members(id, { limit: PAGE, prefix, cursor }, signal);
      setPages({ members: [...before, ...page.members], next: page.cursor, problem: null });
    } catch (problem) {
      if (!signal?.aborted) {
        setPages((known) => ({ ...known, problem }));
      }
    }
  };
  useEffect(() => {
    const ending = new AbortController();
    const timer = setTimeout(() => ask([], null, ending.signal), prefix ? TYPED_OUT : 0);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [id, prefix]);
  return { ...pages, more: () => ask(pages.members ?? [], pages.next) };
}
