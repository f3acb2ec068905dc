// What the plots of several pages share: colours of the page, axes, days.
export const DAY = 86400;

/** A colour of the page by the name of its variable. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** A moment in seconds as a day. */
export const said = (time) => new Date(time * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });

function ticks(u, splits) {
  const far = u.scales.x.max - u.scales.x.min > 300 * DAY;
  const form = far ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  return splits.map((time) => new Date(time * 1000).toLocaleDateString("en-GB", form));
}

/** The two axes. more: of the upright one. */
export function axes(more = {}) {
  const font = "12px system-ui, sans-serif";
  const line = { stroke: colour("line"), width: 1 };
  return [
    { stroke: colour("soft"), font, grid: { show: false }, ticks: line, values: ticks, space: 64, size: 34 },
    { stroke: colour("soft"), font, grid: line, ticks: { show: false }, size: 44, ...more },
  ];
}

/** A day on both sides, so that what lies at the edge can be seen. */
export const xRange = (u, min, max) => [min - Math.max(DAY, (max - min) / 40), max + Math.max(DAY, (max - min) / 40)];
