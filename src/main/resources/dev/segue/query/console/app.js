import { applyTheme } from "./shell/theme.js";
import { Shell } from "./shell/shell.js";
import { html, render } from "./view.js";

applyTheme();
render(html`<${Shell} />`, document.getElementById("app"));
