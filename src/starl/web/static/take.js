// Playback of a take: the words light up, and each word and mark can be heard from there.
import { call } from "./call.js";
import { wholeLength } from "./recorder.js";

const audio = document.getElementById("audio");
const heard = document.querySelector(".heard");
const line = heard.querySelector(".head-line");
const timeline = document.getElementById("timeline");
const transcript = document.getElementById("transcript");
const words = [...transcript.querySelectorAll(".word[data-start]")];
const starts = words.map((word) => Number(word.dataset.start));
const whole = Math.max(Number(heard.dataset.seconds), Number(words.at(-1)?.dataset.end || 0), 0.1);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** Seconds before a word from which it is played, so that its beginning is not cut. */
const BEFORE = 0.08;

wholeLength(audio);
if (audio.readyState) audio.load();
heard.classList.add("can-play");
transcript.classList.add("can-play");
document.querySelector(".by-word").hidden = false;

function play(seconds) {
  audio.currentTime = Math.max(0, seconds - BEFORE);
  audio.play().catch(() => {});
  show();
}

/** The last word that began by a time; -1 before the first. */
function at(time) {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= time + BEFORE) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

let now = null;
function show() {
  const time = audio.currentTime;
  const where = `${Math.min(100, (100 * time) / whole)}%`;
  line.setAttribute("x1", where);
  line.setAttribute("x2", where);
  line.setAttribute("visibility", "visible");
  const found = words[at(time)];
  const word = found && time <= Number(found.dataset.end) + 0.4 ? found : null;
  if (word !== now) {
    now?.classList.remove("is-now");
    word?.classList.add("is-now");
    now = word;
    if (word && !audio.paused && !calm) {
      const { top, bottom } = word.getBoundingClientRect();
      const inSight = transcript.getBoundingClientRect().top < innerHeight;
      if (inSight && (top < 60 || bottom > innerHeight - 20)) word.scrollIntoView({ block: "center", behavior: "smooth" });
    }
  }
  if (!audio.paused) requestAnimationFrame(show);
}
audio.addEventListener("play", show);
audio.addEventListener("seeked", show);
audio.addEventListener("ended", () => { now?.classList.remove("is-now"); now = null; });

// Words: one of them can be reached by Tab, the arrows go on from there.
let here = 0;
words.forEach((word, number) => { word.tabIndex = number ? -1 : 0; });
words[0]?.setAttribute("role", "button");
function go(number) {
  if (number < 0 || number >= words.length) return;
  words[here].tabIndex = -1;
  // Only the one that is reached is a button, so that a screen reader reads the others as prose.
  words[here].removeAttribute("role");
  here = number;
  words[here].tabIndex = 0;
  words[here].setAttribute("role", "button");
  words[here].focus();
}
const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());
transcript.addEventListener("click", (event) => {
  const number = words.indexOf(event.target.closest(".word"));
  if (number < 0) return;
  go(number);
  play(starts[number]);
});
transcript.addEventListener("keydown", (event) => {
  if (!event.target.matches(".word") || event.altKey || event.ctrlKey || event.metaKey) return;
  const steps = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: words.length - 1 };
  if (event.key in steps) go(steps[event.key]);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") go(nextLine(event.key === "ArrowDown" ? 1 : -1));
  else if (event.key === "Enter") play(starts[here]);
  else if (event.key === " ") toggle();
  else return;
  event.preventDefault();
});

/** The nearest word of the line below or above. */
function nextLine(step) {
  const from = words[here].getBoundingClientRect();
  let best = here;
  let least = Infinity;
  let row = null;
  for (let number = here + step; words[number]; number += step) {
    const box = words[number].getBoundingClientRect();
    if (Math.abs(box.top - from.top) < 6) continue;
    row ??= box.top;
    if (Math.abs(box.top - row) > 6) break;
    if (Math.abs(box.left - from.left) < least) [best, least] = [number, Math.abs(box.left - from.left)];
  }
  return best;
}

for (const mark of heard.querySelectorAll(".spot[data-at]")) {
  mark.addEventListener("click", (event) => {
    event.preventDefault();
    play(Number(mark.dataset.at));
  });
}
timeline.addEventListener("click", (event) => {
  const box = timeline.getBoundingClientRect();
  play(((event.clientX - box.left) / box.width) * whole);
});

// The waveform, in the colours of the sections.
const SVG = "http://www.w3.org/2000/svg";
const answer = await call("GET", `/api/v1/takes/${heard.dataset.take}/waveform`);
if (answer.ok) {
  const { peaks } = answer.json;
  const picture = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ y: 26, width: "100%", height: 56, viewBox: `0 0 ${peaks.length} 100`, preserveAspectRatio: "none" })) picture.setAttribute(key, value);
  const pieces = [...timeline.querySelectorAll(".piece")].map((piece) => [piece.dataset.section, Number(piece.dataset.left) / 100]);
  const shapes = new Map();
  peaks.forEach((peak, number) => {
    const [section] = pieces.findLast(([, left]) => left <= number / peaks.length) || ["none"];
    const tall = Math.max(1.5, 100 * peak);
    shapes.set(section, `${shapes.get(section) || ""}M${number} ${50 - tall / 2}h.72v${tall}h-.72z`);
  });
  for (const [section, path] of shapes) {
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", path);
    shape.setAttribute("class", `b-${section}`);
    picture.append(shape);
  }
  timeline.querySelector(".wave").append(picture);
  timeline.dataset.drawn = "true";
}
