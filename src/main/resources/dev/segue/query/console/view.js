import { Component, h, render } from "preact";
import htm from "htm";

/** Markup: html`<p class=${name}>${text}</p>`. */
export const html = htm.bind(h);

export { Component, render };
export * from "preact/hooks";
