import { go } from "../router.js";
import * as segue from "../service/segue.js";
import { html, useEffect, useState } from "../view.js";

const LIMIT = 10;
const TYPED_OUT = 150;

/** Finds a customer by how their id begins. */
export function CustomerSearch() {
  const [text, setText] = useState("");
  const ids = useSuggestions(text.trim());
  const submit = (event) => {
    event.preventDefault();
    if (text.trim()) {
      go("customers", text.trim());
    }
  };
  const type = (event) => {
    setText(event.target.value);
    // chosen from those suggested
    if (event.inputType === "insertReplacementText") {
      go("customers", event.target.value);
    }
  };
  return html`
    <form class="row" role="search" onSubmit=${submit}>
      <input type="search" aria-label="Customer id" placeholder="Customer id" list="customer-ids" autocomplete="off" spellcheck=${false}
        value=${text} onInput=${type} />
      <datalist id="customer-ids">${ids.map((id) => html`<option key=${id} value=${id} />`)}</datalist>
      <button class="main">Show</button>
    </form>
  `;
}

function useSuggestions(prefix) {
  const [ids, setIds] = useState([]);
  useEffect(() => {
    const ending = new AbortController();
    const timer = setTimeout(
      () => segue.customers({ prefix, limit: LIMIT }, ending.signal).then((found) => setIds(found.customers), () => setIds([])),
      TYPED_OUT,
    );
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [prefix]);
  return ids;
}
