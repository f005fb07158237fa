import uPlot from "uplot";
import { html, useEffect, useRef } from "../view.js";

const HEIGHT = 220;

/**
 * A line over time that begins at zero.
 * @param {{times: number[], values: number[], label: string, onPoint?: (index: number | null) => void}} properties
 *   times in epoch milliseconds; `onPoint` is told which point the pointer is at
 */
export function LineChart({ times, values, label, onPoint }) {
  const place = useRef(null);
  const chart = useRef(null);
  useEffect(() => {
    chart.current = new uPlot(options(place.current, onPoint), [[], []], place.current);
    const resized = new ResizeObserver(() => chart.current.setSize({ width: place.current.clientWidth, height: HEIGHT }));
    resized.observe(place.current);
    const unwatch = onColours(() => chart.current.redraw(false, true));
    return () => {
      resized.disconnect();
      unwatch();
      chart.current.destroy();
    };
  }, []);
  useEffect(() => chart.current.setData([times.map((millis) => millis / 1000), values]), [times, values]);
  return html`<div class="line-chart" ref=${place} role="img" aria-label=${label}></div>`;
}

/** The colours are those of the page, at the time of drawing. */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name);

function options(element, onPoint) {
  const axis = { stroke: () => colour("soft"), grid: { stroke: () => colour("line"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false }, points: { size: 8 } },
    scales: { y: { range: (_, low, high) => [0, Math.max(1, high * 1.1)] } },
    axes: [{ ...axis, values: clockMarks() }, { ...axis, size: 48 }],
    series: [{}, { stroke: () => colour("accent"), fill: () => colour("accent-wash"), width: 2, points: { show: false } }],
    hooks: { setCursor: [(chart) => onPoint?.(chart.cursor.idx ?? null)] },
  };
}

/** Marks of the time axis on the 24 hour clock. */
function clockMarks() {
  return [
    [86_400, "{D} {MMM}", null, null, null, null, null, null, 1],
    [3_600, "{HH}:{mm}", "\n{D} {MMM}", null, "\n{D} {MMM}", null, null, null, 1],
    [60, "{HH}:{mm}", "\n{D} {MMM}", null, "\n{D} {MMM}", null, null, null, 1],
    [1, "{HH}:{mm}:{ss}", "\n{D} {MMM}", null, "\n{D} {MMM}", null, null, null, 1],
  ];
}

/** Tells when light becomes dark or dark light. */
function onColours(tell) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = new MutationObserver(tell);
  system.addEventListener("change", tell);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", tell);
    chosen.disconnect();
  };
}
