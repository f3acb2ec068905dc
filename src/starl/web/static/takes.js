// How the takes of a story went: a plot for each measure, its good range behind it.
import { call } from "./call.js";
import { axes, colour, said } from "./plots.js";

const HEIGHT = 220;
const plots = new Map();
const figures = document.querySelector(".figures[data-story]");
const answer = await call("GET", `/api/v1/takes/progress?story=${encodeURIComponent(figures.dataset.story)}`);

/** The good range as a band behind the line. */
function band(u, trend) {
  const { left, width, top, height } = u.bbox;
  const y = (value) => Math.min(top + height, Math.max(top, u.valToPos(value, "y", true)));
  const upper = trend.high === null ? top : y(trend.high);
  const lower = trend.low === null ? top + height : y(trend.low);
  u.ctx.save();
  u.ctx.fillStyle = colour("tint");
  u.ctx.fillRect(left, upper, width, lower - upper);
  u.ctx.restore();
}

function draw(place, trend) {
  const times = trend.moments.map((moment) => Date.parse(moment) / 1000);
  // Takes of one day would lie on one another, so they stand side by side, and the axis names their days.
  const places = times.map((_, number) => number);
  const readout = document.querySelector(`[data-readout="${trend.name}"]`);
  readout.hidden = false;
  const most = Math.max(...trend.values, trend.high ?? trend.low ?? 0) * 1.15;
  const least = Math.min(0, ...trend.values) * 1.15;
  plots.get(trend.name)?.destroy();
  const [across, up] = axes({ size: 48 });
  const form = said(times[0]) === said(times.at(-1)) ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" };
  const short = (at) => new Date(times[at] * 1000).toLocaleString("en-GB", form);
  plots.set(trend.name, new uPlot({
    width: place.clientWidth, height: HEIGHT, legend: { show: false }, cursor: { y: false, drag: { x: false, y: false } },
    series: [{}, { label: trend.name, stroke: colour("accent"), width: 2, points: { show: true, size: 8, fill: colour("accent") } }],
    axes: [{ ...across, incrs: [1, 2, 5, 10, 20, 50], values: (u, splits) => splits.map((at) => (Number.isInteger(at) && times[at] ? short(at) : "")) }, up],
    scales: { x: { time: false, range: () => [-0.3, times.length - 0.7] }, y: { range: () => [least, most || 1] } },
    hooks: {
      drawClear: [(u) => band(u, trend)],
      setCursor: [(u) => { readout.textContent = u.cursor.idx == null ? "" : `${said(times[u.cursor.idx])}: ${Number(trend.values[u.cursor.idx].toFixed(1))} ${trend.unit}`; }],
    },
  }, [places, trend.values], place));
}

if (answer.ok) {
  const trends = new Map(answer.json.map((trend) => [trend.name, trend]));
  const places = [...document.querySelectorAll("[data-plot]")];
  const all = () => places.forEach((place) => draw(place, trends.get(place.dataset.plot)));
  all();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
  const fit = new ResizeObserver((seen) => seen.forEach(({ target }) => {
    const plot = plots.get(target.dataset.plot);
    if (plot && target.clientWidth && Math.abs(plot.width - target.clientWidth) > 1) plot.setSize({ width: target.clientWidth, height: HEIGHT });
  }));
  places.forEach((place) => fit.observe(place));
  figures.dataset.drawn = "true";
}
