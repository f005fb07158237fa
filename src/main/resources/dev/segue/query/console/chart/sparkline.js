import { html } from "../view.js";

const WIDTH = 120;
const HEIGHT = 32;
const EDGE = 3;

/**
 * A small line without axes.
 * @param {{values: number[], label: string}} properties
 */
export function Sparkline({ values, label }) {
  if (values.length < 2) {
    return html`<svg class="sparkline" width=${WIDTH} height=${HEIGHT} role="img" aria-label="Not enough history yet"></svg>`;
  }
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = (index) => EDGE + (index * (WIDTH - 2 * EDGE)) / (values.length - 1);
  const y = (value) => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const points = values.map((value, index) => [x(index), y(value)]);
  const line = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" ");
  const [[left], [right, last]] = [points[0], points.at(-1)];
  return html`
    <svg class="sparkline" width=${WIDTH} height=${HEIGHT} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
      <polygon points=${`${left},${HEIGHT} ${line} ${right},${HEIGHT}`} />
      <polyline points=${line} />
      <circle cx=${right} cy=${last} r="2.4" />
    </svg>
  `;
}
