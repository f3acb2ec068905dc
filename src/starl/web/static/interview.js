// One question of a mock interview: the clock, words that no reload and no dead server loses, a voice.
import { aloud } from "./aloud.js";
import { call, csrf } from "./call.js";
import { Countdown } from "./countdown.js";
import { Voice } from "./voice.js";

const room = document.getElementById("room");
const [form, area, trouble, told, saved] = ["answer-form", "answer", "trouble", "told", "kept"].map((id) => document.getElementById(id));
const { id, place } = room.dataset;
const here = `/interview/${id}`;
const api = `/api/v1/interviews/${id}`;
const kept = `starl.interview.${id}`;
const details = document.getElementById("voice");
const voice = details && new Voice(details, area, `${kept}.${place}`);
const clock = new Countdown(document.getElementById("time"), Number(room.dataset.seconds), {
  spent: Number(room.dataset.spent),
  told: (words) => { told.textContent = words; },
  waits: () => Boolean(window.speechSynthesis?.speaking || voice?.busy),
});
let gone = false; // the answer is handed in, or the session is elsewhere
let timer;
let saving = false;
let dirty = false;
const ending = new AbortController(); // for what is being kept when the session is ended or thrown away

const complain = (words) => { trouble.textContent = words; trouble.hidden = !words; };
const seconds = () => Math.min(86_400, Math.round(voice?.seconds || clock.spent));
const half = () => ({ place, text: area.value, seconds: clock.spent });

const unsaved = () => dirty || saving;

/** Remembers the time for a reload, and the words that the server does not have; those that it has may be newer there. */
function remember() {
  sessionStorage.setItem(kept, JSON.stringify({ place, seconds: clock.spent, ...(unsaved() && { text: area.value }) }));
}

/** Keeps the half-typed answer soon, also while one goes on typing. */
function later(milliseconds) {
  timer ??= setTimeout(save, milliseconds);
}

async function save() {
  timer = undefined;
  if (saving || gone) return;
  saving = true;
  dirty = false;
  let waiting = 400;
  try {
    const answer = await call("PUT", `${api}/half`, half(), ending.signal);
    if (gone) return;
    if (answer.ok) {
      saved.textContent = "Kept";
      complain("");
    } else if (answer.status === 409) {
      elsewhere(answer.json.detail);
    } else {
      complain(answer.json?.detail || "It could not be kept. Your words stay in this window.");
    }
  } catch {
    if (gone) return;
    complain("The server does not answer. Your words stay in this window, and are kept when it is back.");
    dirty = true;
    waiting = 2000;
  } finally {
    saving = false;
    if (!gone) remember();
    if (dirty && !gone) later(waiting);
  }
}

/** Another window was faster: says so, and leaves the words where they can be copied. */
function elsewhere(words) {
  gone = true;
  clock.stop();
  const link = document.createElement("a");
  link.href = here;
  link.textContent = "Show where it is";
  trouble.replaceChildren(`${words[0].toUpperCase()}${words.slice(1)}. `, link);
  trouble.hidden = false;
}

async function hand(doing) {
  if (voice?.holds() && doing !== "stop") {
    complain(voice.holds());
    return;
  }
  if (doing === "answer" && !area.value.trim()) {
    complain("There is nothing in the box yet. “Pass” goes on without an answer.");
    area.focus();
    return;
  }
  if (doing === "pass" && area.value.trim() && !confirm("Pass, and leave out what you wrote?")) return;
  remember();
  gone = true;
  try {
    const answer = doing === "stop"
      ? await call("PUT", `${api}/half`, half())
      : await call("POST", `${api}/answer`, { place, text: doing === "pass" ? "" : area.value, seconds: seconds() });
    if (answer.ok) {
      sessionStorage.removeItem(kept);
      location.assign(doing === "stop" ? "/interview" : here);
      return;
    }
    if (answer.status === 409) {
      form.submit(); // The server shows where the session is, with these words beside it.
      return;
    }
    complain(answer.json?.detail || "It could not be handed in. Your words stay here; try again.");
  } catch {
    complain("The server does not answer. Your words stay in this window; hand them in when it is back.");
  }
  gone = false;
  if (dirty) later(2000); // what should have been kept while the answer was on its way
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!gone) hand(event.submitter?.value || "answer");
});
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(document.getElementById("hand-in"));
  }
});
area.addEventListener("input", () => {
  dirty = true;
  remember();
  if (gone) return;
  saved.textContent = "…";
  later(500);
});
addEventListener("submit", (event) => { // of the forms that were asked about, once the person agreed
  if (!event.target.dataset.confirm || event.defaultPrevented) return;
  remember();
  gone = true;
  ending.abort();
});
addEventListener("pagehide", () => {
  if (gone) return;
  remember();
  if (!unsaved()) return;
  fetch(`${api}/half`, {
    method: "PUT", keepalive: true,
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(half()),
  }).catch(() => {});
});

const before = JSON.parse(sessionStorage.getItem(kept) || "null");
if (before?.place === place) {
  clock.spent = Math.max(clock.spent, before.seconds);
  if ("text" in before && area.value === area.defaultValue) area.value = before.text;
}
if (area.value !== area.defaultValue) { // also what was typed before this script was there
  dirty = true;
  remember();
  later(100);
}
for (const each of document.querySelectorAll(".by-keys")) each.hidden = false;
aloud(document.getElementById("aloud"), document.getElementById("question").textContent);
area.focus({ preventScroll: true });
area.setSelectionRange(area.value.length, area.value.length);
clock.run();
