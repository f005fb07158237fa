import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { html, useEffect, useImperativeHandle, useRef } from "../view.js";
import { completion } from "./completion.js";
import { definitionLanguage, ruleColours } from "./language.js";
import { look } from "./look.js";

/**
 * A text with its problems underlined. It lies in a shadow tree: there the editor may bring styles of its own without a word in the
 * page that the content security policy would not have.
 * @param {{handle: object, text: string, label: string, readOnly: boolean, problems: object[], words: object | null,
 *   onText: (text: string) => void}} properties `text` is what it begins with; `words` what can be written
 */
export function Editor({ handle, text, label, readOnly, problems, words, onText }) {
  const place = useRef(null);
  const view = useRef(null);
  const known = useRef(words);
  known.current = words;
  useEffect(() => {
    view.current = open(place.current, text, label, readOnly, () => known.current, onText);
    return () => view.current.destroy();
  }, [readOnly]);
  useEffect(() => {
    const { state } = view.current;
    view.current.dispatch(setDiagnostics(state, problems.map((problem) => diagnostic(problem, state.doc))));
  }, [problems]);
  useImperativeHandle(handle, () => ({
    goTo: (problem) => select(view.current, diagnostic(problem, view.current.state.doc).from),
    replace: (other) => {
      view.current.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: other } });
      select(view.current, 0);
    },
  }));
  return html`<div class="editor" ref=${place}></div>`;
}

function open(place, text, label, readOnly, words, onText) {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      EditorState.tabSize.of(2),
      EditorState.readOnly.of(readOnly),
      EditorView.editable.of(!readOnly),
      EditorView.lineWrapping,
      // no one is caught in it: the tab key goes on to what comes next
      keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      autocompletion({ override: [completion(words)], icons: false }),
      definitionLanguage,
      syntaxHighlighting(ruleColours),
      look,
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
      EditorView.updateListener.of((update) => update.docChanged && onText(update.state.doc.toString())),
    ],
  });
  return new EditorView({ state, root, parent: root });
}

function select(view, at) {
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  view.focus();
}

/** Where a problem is: from its column to the end of the word there. */
function diagnostic(problem, doc) {
  const line = doc.line(Math.min(problem.line, doc.lines));
  const from = Math.min(line.from + problem.column - 1, line.to);
  const word = /^(?:[\w-]+|"[^"]*"?|\S)/.exec(line.text.slice(from - line.from))?.[0] ?? "";
  return { from, to: from + word.length, severity: "error", message: problem.message };
}
