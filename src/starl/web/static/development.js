// Fifteen minutes: a clock that can wait, the part that is on, and words that no reload loses.
import { clockface } from "./clock.js";

const form = document.getElementById("draft");
const plan = JSON.parse(form.dataset.plan);
const kept = `starl.development.${form.dataset.key}`;
const areas = [...form.querySelectorAll("textarea[name]")];
const [clock, time, phase, left, seed, go, said, bar] = ["clock", "time", "phase", "left", "seed", "go", "said", "phases"].map((id) => document.getElementById(id));
const total = plan.reduce((sum, step) => sum + step.seconds + step.pause, 0);
let spent = 0; // milliseconds before the last start
let since = null; // the moment of the last start; null while the clock waits
let ended = false;
let ticking; // while the clock runs
let on = null; // the phase that was announced last

const elapsed = () => (spent + (since === null ? 0 : Date.now() - since)) / 1000;
const spoken = (seconds) => {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [minutes && `${minutes} ${minutes === 1 ? "minute" : "minutes"}`, rest && `${rest} seconds`];
  return parts.filter(Boolean).join(" ");
};
const name = (section) => section[0].toUpperCase() + section.slice(1);

/** What is on at a second: the step, whether it is a pause before it, the seconds left, the small question. */
function at(second) {
  let start = 0;
  for (const [number, step] of plan.entries()) {
    const done = second - start;
    if (done < step.seconds) {
      const which = Math.floor(done * step.seeds.length / step.seconds);
      return { step, pausing: false, left: step.seconds - done, seed: step.seeds[which] };
    }
    if (done < step.seconds + step.pause) {
      const step2 = plan[number + 1];
      return { step: step2, pausing: true, left: step.seconds + step.pause - done, seed: step2.seeds[0] };
    }
    start += step.seconds + step.pause;
  }
  return null;
}

function keep() {
  const boxes = Object.fromEntries(areas.map((area) => [area.name, area.value]));
  sessionStorage.setItem(kept, JSON.stringify({ boxes, seconds: elapsed(), revision: form.dataset.revision }));
}

function draw() {
  const second = Math.floor(elapsed());
  const now = at(second);
  time.textContent = clockface(Math.max(0, total - second));
  bar.querySelector(".needle").setAttribute("d", `M${Math.min(99.6, 100 * second / total)} 0v14`);
  const key = now ? `${now.step.section} ${now.pausing}` : "end";
  if (now) {
    phase.textContent = now.pausing ? `Breathe. Next: ${name(now.step.section)}` : name(now.step.section);
    left.textContent = `${clockface(now.left)} left`;
    if (seed.textContent !== now.seed) seed.textContent = now.seed;
  }
  if (key === on) return;
  on = key;
  for (const part of form.querySelectorAll("[data-part]")) {
    if (now && !now.pausing && part.dataset.part === now.step.section) part.setAttribute("aria-current", "step");
    else part.removeAttribute("aria-current");
  }
  if (!now) end();
  else if (now.pausing) said.textContent = `A breath of ${now.left} seconds. Next comes ${now.step.section}.`;
  else said.textContent = `${name(now.step.section)}: ${spoken(now.left)}. ${now.seed}`;
}

function end() {
  ended = true;
  halt();
  go.hidden = true;
  phase.textContent = "The time is over";
  left.textContent = "";
  seed.textContent = "Finish your sentence, then save the draft. Nothing is lost.";
  said.textContent = "The time is over. Finish your sentence, then save the draft.";
}

function halt() {
  clearInterval(ticking);
  spent = elapsed() * 1000;
  since = null;
  keep();
}

function run() {
  since = Date.now();
  ticking = setInterval(() => { draw(); if (!ended) keep(); }, 500);
  go.textContent = "Pause";
  draw();
}

go.addEventListener("click", () => {
  if (since === null) {
    const first = spent === 0;
    run();
    if (first && !areas.some((area) => area.value)) areas[0].focus();
  } else {
    halt();
    go.textContent = "Go on";
    said.textContent = "The clock waits.";
  }
});
for (const area of areas) area.addEventListener("input", keep);
form.addEventListener("submit", () => {
  keep();
  const seconds = Math.round(elapsed());
  if (seconds) form.elements.seconds.value = Math.min(86_400, seconds);
});

// The five parts as a bar, and a needle.
const shape = (tag, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  bar.append(element);
};
let from = 0;
plan.forEach((step, number) => {
  shape("rect", { class: `part-${number + 1}`, x: 100 * from / total, y: 0, width: 100 * step.seconds / total, height: 10 });
  from += step.seconds + step.pause;
});
shape("path", { class: "needle", d: "M0 0v14" });

const before = JSON.parse(sessionStorage.getItem(kept) || "null");
if (before && before.revision === form.dataset.revision && (before.seconds >= 1 || areas.some((area) => before.boxes[area.name] !== area.value))) {
  for (const area of areas) area.value = before.boxes[area.name] ?? area.value;
  spent = before.seconds * 1000;
  document.getElementById("restored").hidden = false;
  if (spent) { go.textContent = "Go on"; draw(); }
}
clock.hidden = false;
