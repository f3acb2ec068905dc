// A reply to a scenario: its words counted, and what the coach hears of it so far.
import { call } from "./call.js";

const form = document.getElementById("reply-form");
const area = document.getElementById("reply");
const live = document.getElementById("live");
const count = document.getElementById("count");
const said = { met: "there", partly: "half there", missing: "not yet" };
let timer;
let begun;

const words = () => (area.value.match(/\S+/g) || []).length;

function tally() {
  const number = words();
  count.textContent = number ? `${number} ${number === 1 ? "word" : "words"}` : "";
}

async function listen() {
  const text = area.value;
  if (words() < 20) { live.hidden = true; return; }
  try {
    const answer = await call("POST", "/api/v1/reframing", { scenario: form.dataset.scenario, text });
    if (text !== area.value) return;
    live.hidden = !answer.ok || !Object.keys(answer.json.points).length;
    if (live.hidden) return;
    for (const item of live.children) {
      const { standing } = answer.json.points[item.dataset.point];
      item.className = `is-${standing}`;
      item.querySelector("b").textContent = said[standing];
    }
  } catch { live.hidden = true; }
}

area.addEventListener("input", () => {
  begun ??= Date.now();
  tally();
  clearTimeout(timer);
  timer = setTimeout(listen, 500);
});
form.addEventListener("submit", () => {
  if (begun) form.elements.seconds.value = Math.min(86_400, Math.round((Date.now() - begun) / 1000));
});
tally();
