import { useCell } from "../cell.js";
import { to } from "../router.js";
import { access } from "../service/access.js";
import { publish, published } from "../service/authoring.js";
import * as segue from "../service/segue.js";
import { html, useState } from "../view.js";
import { Conflict } from "./conflict.js";
import { Following } from "./following.js";

/** Publishes the draft, unless the segment is no longer what the author began with; then follows it to all customers. */
export function PublishPanel({ id, text, base, ready, mayNot, onPublished, onTheirs }) {
  const someone = useCell(access);
  const [edition, setEdition] = useState({ comment: "", author: "" });
  const [state, setState] = useState({ busy: false, problem: null, theirs: null, done: null });
  const attempt = (onto) => {
    setState({ busy: true, problem: null, theirs: null, done: null });
    act(id, text, onto, edition).then(
      ({ done, theirs, problem }) => {
        setState({ busy: false, problem: problem ?? null, theirs: theirs ?? null, done: done ?? null });
        if (done) {
          onPublished(done.published);
          setEdition((before) => ({ ...before, comment: "" }));
        }
      },
      (failure) => setState({ busy: false, problem: failure.message, theirs: null, done: null }),
    );
  };
  const submit = (event) => {
    event.preventDefault();
    attempt(base);
  };
  const changed = base === null || base.text.trim() !== text.trim();
  const field = (name) => (event) => setEdition((before) => ({ ...before, [name]: event.target.value }));
  return html`
    <section class="card publish" aria-labelledby="publish">
      <header><h2 id="publish">Publish</h2></header>
      <form class="stack" onSubmit=${submit}>
        <label class="field"><span>Comment: why</span><input value=${edition.comment} maxlength="200" onInput=${field("comment")} /></label>
        ${someone?.authentication === "none" &&
        html`<label class="field"><span>Your name</span><input value=${edition.author} maxlength="80" autocomplete="name" onInput=${field("author")} /></label>`}
        <div class="row">
          <button class="main" disabled=${!ready || !changed || state.busy || mayNot !== null} title=${mayNot}>
            ${base ? `Publish version ${base.version + 1}` : "Publish"}
          </button>
          <span class="small soft">${!changed ? "As it is published." : !ready ? "Once it has no problems." : ""}</span>
        </div>
      </form>
      ${state.problem && html`<p class="notice bad" role="alert">${state.problem}</p>`}
      ${state.theirs && html`<${Conflict} theirs=${state.theirs} text=${text} onMine=${() => attempt(state.theirs)}
        onTheirs=${() => { onTheirs(state.theirs); setState({ busy: false, problem: null, theirs: null, done: null }); }} />`}
      ${state.done && html`<div class="stack done">
        <p role="status">Version ${state.done.published.version} of <a href=${to("segments", id)}>${id}</a> is published.</p>
        <${Following} key=${state.done.published.etag} before=${state.done.before} />
      </div>`}
    </section>
  `;
}

/** Publishes, and says what came of it: done, or what others have published meanwhile. */
async function act(id, text, base, edition) {
  const before = await segue.backfill();
  try {
    const done = await publish(id, text, base, edition);
    return { done: { published: done, before } };
  } catch (problem) {
    if (problem.status !== 412) {
      throw problem;
    }
    const theirs = await published(id);
    return theirs === null
      ? { problem: `The segment ${id} was retired meanwhile. Reload the page to write it anew.` }
      : { theirs };
  }
}
