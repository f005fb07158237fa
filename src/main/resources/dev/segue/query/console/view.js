import { h, render } from "preact";
import htm from "htm";

/** Markup: html`<p class=${name}>${text}</p>`. */
export const html = htm.bind(h);

export { render };
export * from "preact/hooks";
