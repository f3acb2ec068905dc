// Going through the inventory's list with single keys; the buttons do the same, and here without loading the page anew.
import { csrf } from "./call.js";

const list = document.getElementById("list");
const KEYS = { x: "keep", d: "dismiss", e: "entry", s: "story", m: "above", u: "undo" };
let at = -1;

const rows = () => [...list.querySelectorAll("[data-candidate]")];

function go(to, quietly = false) {
  const all = rows();
  for (const row of all) row.classList.remove("is-here");
  if (!all.length) { at = -1; return; }
  at = Math.max(0, Math.min(to, all.length - 1));
  all[at].classList.add("is-here");
  if (!quietly) all[at].focus();
}

async function press(button) {
  const form = document.getElementById("triage");
  const row = button.closest("[data-candidate]");
  if (row) at = rows().indexOf(row);
  const body = new URLSearchParams(new FormData(form));
  body.append(button.name, button.value);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", headers: { "X-CSRF-Token": csrf, "HX-Request": "true" }, body });
  } catch { answer = null; }
  if (!answer?.ok) {
    say("That was not carried out; the server does not answer. Reload the page.");
    return;
  }
  const next = button.name === "above" ? at - 1 : at;
  list.innerHTML = await answer.text();
  say(list.querySelector("#said")?.textContent || "");
  if (rows().length) go(Math.max(0, next));
  else list.querySelector("h2").focus();
}

const heard = document.createElement("p");
heard.className = "hidden";
heard.setAttribute("role", "status");
function say(text) { heard.textContent = text; }

let busy = false;
async function once(button) {
  if (busy || !button) return;
  busy = true;
  try { await press(button); } finally { busy = false; }
}

if (list) {
  list.after(heard);
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "triage") return;
    event.preventDefault();
    once(event.submitter);
  });
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-candidate]");
    if (row) go(rows().indexOf(row), true);
  });
  document.addEventListener("keydown", (event) => {
    const place = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey || place.matches("textarea, select, input:not([type=checkbox])")) return;
    if (place !== document.body && !list.contains(place) && place.id !== "main") return;
    const row = rows()[at];
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "o") { const more = row?.querySelector("details"); if (more) more.open = !more.open; }
    else if (event.key === "m" && list.querySelector("[name=with]:checked") && row) {
      row.querySelector("[name=with]").checked = true;
      once(list.querySelector("[name=merge]"));
    } else if (event.key === "u") once(list.querySelector("[name=undo]"));
    else if (event.key in KEYS) once(row?.querySelector(`[name=${KEYS[event.key]}]`));
    else return;
    event.preventDefault();
  });
}
