// The plots of the insights. Each draws itself anew when the colours change.
import { call } from "./call.js";
import { axes, colour, said, xRange } from "./plots.js";

const figures = document.querySelector(".figures");
const HEIGHT = 220;
const plots = new Map();

const LINES = ["accent", "ask", "warn", "good", "bad", "soft"];
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [], [7, 4]];

/** The local midnight of a day such as 2026-05-04, in seconds. */
const midnight = (day) => { const [y, m, d] = day.split("-").map(Number); return new Date(y, m - 1, d).getTime() / 1000; };

function weeks(data) {
  const rows = data.weeks;
  return {
    data: [rows.map((row) => midnight(row.monday)), rows.map((row) => row.entries)],
    series: [{}, { label: "Entries", fill: colour("p3"), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.75, 48] }) }],
    axes: axes({ incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] }),
    y: [0, Math.max(2, ...rows.map((row) => row.entries)) * 1.05],
    tell: (at) => `Week from ${said(midnight(rows[at].monday))}: ${rows[at].entries} ${rows[at].entries === 1 ? "entry" : "entries"}`,
  };
}

function recall(data) {
  const rows = data.recall;
  const shares = rows.map((row) => Math.round((100 * row.recalled) / row.asked));
  return {
    data: [rows.map((row) => midnight(row.monday)), shares, rows.map(() => 100 * data.aim)],
    series: [
      {},
      { label: "Recalled", stroke: colour("accent"), width: 2, points: { show: true, size: 7, fill: colour("accent") } },
      { label: "Aim", stroke: colour("soft"), width: 1, dash: [4, 4], points: { show: false } },
    ],
    axes: axes({ values: (u, splits) => splits.map((split) => `${split} %`), size: 52 }),
    y: [0, 104],
    tell: (at) => `Week from ${said(midnight(rows[at].monday))}: ${rows[at].recalled} of ${rows[at].asked} (${shares[at]} %)`,
    legend: [["Recalled", "accent", []], [`The aim, ${100 * data.aim} %`, "soft", [4, 4]]],
  };
}

function scores(data) {
  const shown = data.stories.filter((story) => story.scores.length > 1).slice(0, LINES.length);
  const joined = uPlot.join(shown.map((story) => {
    const points = new Map(story.scores.map((one) => [Date.parse(one.saved) / 1000, one.score]));
    const times = [...points.keys()].sort((a, b) => a - b);
    return [times, times.map((time) => points.get(time))];
  }));
  return {
    data: joined,
    series: [{}, ...shown.map((story, at) => ({
      label: story.title, stroke: colour(LINES[at]), width: 2, dash: DASHES[at], spanGaps: true,
      points: { show: true, size: 7, fill: colour(LINES[at]) },
    }))],
    axes: axes(),
    y: [0, 104],
    tell: (at) => `${said(joined[0][at])}: ${shown.map((story, n) => [story.title, joined[n + 1][at]]).filter(([, score]) => score != null).map(([title, score]) => `${title} ${score}`).join(", ")}`,
    legend: shown.map((story, at) => [story.title, LINES[at], DASHES[at]]),
    note: data.stories.length > shown.length,
  };
}

function causes(data) {
  const shown = data.causes.groups.slice(0, 5);
  const days = [...new Set(shown.flatMap((group) => group.causes.map((one) => one.date)))].sort();
  const rows = shown.map((group, at) => {
    const own = new Set(group.causes.map((one) => one.date));
    return days.map((day) => (own.has(day) ? shown.length - 1 - at : null));
  });
  const words = shown.map((group) => group.word).reverse();
  return {
    data: [days.map(midnight), ...rows],
    series: [{}, ...shown.map((group) => ({
      label: group.word, stroke: colour("accent"), width: 0, paths: () => null, points: { show: true, size: 9, fill: colour("accent") },
    }))],
    axes: axes({ splits: words.map((_, at) => at), values: () => words.map((word) => (word.length > 14 ? `${word.slice(0, 13)}…` : word)), size: 104 }),
    y: [-0.6, words.length - 0.4],
    tell: (at) => `${said(midnight(days[at]))}: ${shown.flatMap((group) => group.causes.filter((one) => one.date === days[at]).map((one) => one.text)).slice(0, 2).join("; ")}`,
  };
}

function changes(data) {
  const rows = [...data.changes].sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    data: [rows.map((row) => midnight(row.day)), rows.map((row) => row.days), rows.map(() => data.median_days)],
    series: [
      {},
      { label: "Days", stroke: colour("accent"), width: 0, paths: () => null, points: { show: true, size: 8, fill: colour("accent") } },
      { label: "Median", stroke: colour("soft"), width: 1, dash: [4, 4], points: { show: false } },
    ],
    axes: axes({ size: 52 }),
    y: [0, Math.max(7, ...rows.map((row) => row.days)) * 1.08],
    tell: (at) => `Lived by from ${said(midnight(rows[at].day))}, ${rows[at].days} ${rows[at].days === 1 ? "day" : "days"} after the failure`,
    legend: [["Days from the failure to the change", "accent", []], ["Half took less", "soft", [4, 4]]],
  };
}

const MAKERS = { weeks, recall, scores, causes, changes };

function swatch(name, dash) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 18 8");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
  for (const [key, value] of Object.entries({ x1: 0, x2: 18, y1: 4, y2: 4, "stroke-width": 2.5, stroke: colour(name), "stroke-dasharray": dash.join(" ") })) line.setAttribute(key, value);
  svg.append(line);
  return svg;
}

function draw(place, data) {
  const name = place.dataset.plot;
  const made = MAKERS[name](data);
  const readout = document.querySelector(`[data-readout="${name}"]`);
  const legend = document.querySelector(`[data-legend="${name}"]`);
  readout.hidden = false;
  readout.textContent = "";
  legend.hidden = !made.legend;
  legend.replaceChildren(...(made.legend || []).map(([label, stroke, dash]) => {
    const item = document.createElement("li");
    item.append(swatch(stroke, dash), label);
    return item;
  }));
  if (made.note) {
    const item = document.createElement("li");
    item.textContent = "The others are in the table.";
    legend.append(item);
  }
  plots.get(name)?.destroy();
  const plot = new uPlot({
    width: place.clientWidth, height: HEIGHT, legend: { show: false }, cursor: { y: false, drag: { x: false, y: false } },
    series: made.series, axes: made.axes,
    scales: { x: { time: true, range: xRange }, y: { range: () => made.y } },
    hooks: { setCursor: [(u) => { readout.textContent = u.cursor.idx == null ? "" : made.tell(u.cursor.idx); }] },
  }, made.data, place);
  plots.set(name, plot);
  const button = document.querySelector(`[data-png="${name}"]`);
  button.hidden = false;
  button.onclick = () => save(name, plot, document.getElementById(`f-${name}`).textContent);
}

/** The plot with its title on the card's colour, as a file. */
function save(name, plot, title) {
  const canvas = plot.ctx.canvas;
  const ratio = canvas.width / canvas.clientWidth;
  const top = 36 * ratio;
  const picture = document.createElement("canvas");
  picture.width = canvas.width;
  picture.height = canvas.height + top;
  const pen = picture.getContext("2d");
  pen.fillStyle = colour("card");
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.fillStyle = colour("ink");
  pen.font = `600 ${16 * ratio}px Georgia, serif`;
  pen.fillText(title, 12 * ratio, 24 * ratio);
  pen.drawImage(canvas, 0, top);
  picture.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `starl-${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

if (figures) {
  const places = [...figures.querySelectorAll("[data-plot]")];
  const answer = await call("GET", `/api/v1/insights?since=${encodeURIComponent(figures.dataset.since)}`);
  if (answer.ok) {
    const all = () => places.forEach((place) => draw(place, answer.json));
    all();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
    const fit = new ResizeObserver((seen) => seen.forEach(({ target }) => {
      const plot = plots.get(target.dataset.plot);
      if (plot && Math.abs(plot.width - target.clientWidth) > 1) plot.setSize({ width: target.clientWidth, height: HEIGHT });
    }));
    places.forEach((place) => fit.observe(place));
    figures.dataset.drawn = "true";
  } else {
    places.forEach((place) => { place.hidden = true; });
  }
}
