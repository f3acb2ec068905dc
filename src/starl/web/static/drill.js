// A drill against the clock. For retrieval the question shows when one is ready; else the clock begins with the first letter.
import { Countdown } from "./countdown.js";
import { Voice } from "./voice.js";

const drill = document.getElementById("drill");
const form = document.getElementById("drill-form");
const area = document.getElementById("answer");
const fast = "fast" in drill.dataset;
const told = document.getElementById("told");
const time = document.getElementById("time");
const clock = time && new Countdown(time, Number(drill.dataset.seconds), { told: (words) => { if (told) told.textContent = words; } });
const details = document.getElementById("voice");
const voice = details && new Voice(details, area, `starl${location.pathname}`);
let begun = false;

function begin() {
  if (begun) return;
  begun = true;
  clock.run();
}

form.addEventListener("submit", (event) => {
  if (voice?.holds()) {
    event.preventDefault();
    document.getElementById("hearing").textContent = voice.holds();
    return;
  }
  const seconds = voice?.seconds || clock?.spent || 0;
  if (begun) form.elements.seconds.value = Math.min(99_999, seconds).toFixed(1);
});

if (fast && area) {
  const gate = document.getElementById("gate");
  const picks = [...document.querySelectorAll("#picks li")];
  const fold = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
  form.hidden = true;
  gate.hidden = false;
  const ready = document.getElementById("ready");
  ready.addEventListener("click", () => {
    gate.hidden = true;
    form.hidden = false;
    area.focus();
    begin();
  });
  ready.focus();
  area.addEventListener("input", () => {
    const wanted = fold(area.value);
    for (const pick of picks) pick.hidden = !fold(pick.textContent).includes(wanted);
  });
} else if (area) {
  const count = document.getElementById("count");
  area.addEventListener("input", () => {
    begin();
    const words = (area.value.match(/\S+/g) || []).length;
    count.textContent = words ? `${words} ${words === 1 ? "word" : "words"} so far.` : "";
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  document.addEventListener("recorder-begin", begin);
  area.focus({ preventScroll: true });
}
