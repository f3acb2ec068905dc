// The editor: underlines while one types, notes by pointer, caret and keyboard, saving by itself.
import { call, csrf } from "./call.js";

const root = document.querySelector(".editor");
const slug = root.dataset.slug;
const areas = [...root.querySelectorAll(".page textarea")];
const tip = document.getElementById("tip");
const saved = document.getElementById("saved");
const trouble = document.getElementById("trouble");
const level = root.querySelector("select[name=level]");
const left = JSON.parse(sessionStorage.getItem(`starl.unsaved.${slug}`) || "null");
const session = left?.session || [...crypto.getRandomValues(new Uint8Array(10))].map((n) => n.toString(16).padStart(2, "0")).join("");
const kept = `starl.unsaved.${slug}`;
let revision = Number(root.dataset.revision);
let marks = JSON.parse(root.dataset.marks).map(([box, start, end, severity, number]) => ({ box, start, end, severity, number }));

const texts = () => Object.fromEntries(areas.map((area) => [area.name, area.value]));

// Underlines

function paint(area) {
  const mirror = area.parentElement.querySelector(".mirror");
  const mine = marks.filter((mark) => mark.box === area.name).sort((a, b) => a.start - b.start || b.end - a.end);
  const text = area.value;
  const pieces = [];
  let at = 0;
  for (const mark of mine) {
    const start = Math.max(at, mark.start);
    const end = Math.min(text.length, mark.end);
    if (end <= start) continue;
    pieces.push(document.createTextNode(text.slice(at, start)));
    const piece = document.createElement("mark");
    piece.className = `is-${mark.severity}`;
    piece.dataset.number = mark.number;
    piece.textContent = text.slice(start, end);
    pieces.push(piece);
    at = end;
  }
  pieces.push(document.createTextNode(text.slice(at) + "\n"));
  mirror.replaceChildren(...pieces);
}

/** While the coach reads, the old underlines move with the words. */
function shift(area, before) {
  const after = area.value;
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) head++;
  const grown = after.length - before.length;
  marks = marks.flatMap((mark) => {
    if (mark.box !== area.name || mark.end <= head) return [mark];
    if (mark.start >= head) return [{ ...mark, start: mark.start + grown, end: mark.end + grown }];
    return [{ ...mark, end: Math.max(mark.start, mark.end + grown) }];
  });
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

// The coach

let asking = false;
let again = false;
async function ask() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    do {
      again = false;
      const sent = texts();
      const answer = await call("POST", `/stories/${slug}/live`, { boxes: sent, level: level?.value || "mid" });
      if (!answer.ok) continue;
      if (areas.some((area) => area.value !== sent[area.name])) { again = true; continue; }
      show(answer.json);
      lookAgain(sent);
    } while (again);
  } catch { /* The server is away; saving says so. */ } finally { asking = false; }
}

/** Where the deep tier is installed, it looks at the story as well when one pauses; it takes longer. */
let pausing;
function lookAgain(sent) {
  clearTimeout(pausing);
  if (!root.dataset.deep) return;
  pausing = setTimeout(async () => {
    const answer = await call("POST", `/stories/${slug}/live`, { boxes: sent, level: level?.value || "mid", tier: "deep" });
    if (answer.ok && areas.every((area) => area.value === sent[area.name])) {
      document.getElementById("coach").innerHTML = answer.json.panel;
    }
  }, 1200);
}

function show(answer) {
  marks = answer.marks;
  areas.forEach(paint);
  document.getElementById("coach").innerHTML = answer.panel;
  for (const [name, html] of Object.entries(answer.notes)) {
    const place = root.querySelector(`[data-notes="${name}"]`);
    if (place.contains(document.activeElement)) continue;
    if (place.innerHTML.trim() !== html.trim()) place.innerHTML = html;
  }
  reveal();
  lookAgain(texts());
  point();
  performance.mark("starl:underlined");
}

function reveal() {
  for (const button of root.querySelectorAll("[data-goto]")) {
    button.hidden = !marks.some((mark) => mark.number === Number(button.dataset.goto));
  }
}

// Notes by caret, pointer and keyboard

const markAt = (area, at) => marks.filter((mark) => mark.box === area.name && mark.start <= at && at <= mark.end)
  .sort((a, b) => a.end - a.start - (b.end - b.start))[0];

function light(number) {
  for (const each of root.querySelectorAll(".is-here")) each.classList.remove("is-here");
  if (number === undefined) return;
  root.querySelector(`[data-note="${number}"]`)?.classList.add("is-here");
  root.querySelectorAll(`.mirror [data-number="${number}"]`).forEach((mark) => mark.classList.add("is-here"));
}

/** Lights what the caret stands in. */
function point() {
  const area = document.activeElement;
  light(areas.includes(area) ? markAt(area, area.selectionStart)?.number : undefined);
}

function hint(number, x, y) {
  const note = root.querySelector(`[data-note="${number}"]`);
  if (!note) { tip.hidden = true; return; }
  const lines = [note.querySelector(".message"), note.querySelector(".question")].map((line) => {
    const p = document.createElement("p");
    p.append(...[...line.cloneNode(true).childNodes].filter((part) => !part.classList?.contains("tag")));
    return p;
  });
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const width = tip.offsetWidth;
  tip.style.left = `${Math.max(8, Math.min(x + scrollX - 20, scrollX + innerWidth - width - 16))}px`;
  tip.style.top = `${y + scrollY + 14}px`;
}

function underPointer(area, x, y) {
  for (const mark of area.parentElement.querySelectorAll(".mirror mark")) {
    for (const box of mark.getClientRects()) {
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom + 3) return mark.dataset.number;
    }
  }
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-goto]");
  const fact = event.target.closest("[data-fact]");
  if (button) {
    const mark = marks.find((each) => each.number === Number(button.dataset.goto));
    const area = areas.find((each) => each.name === mark?.box);
    if (!area) return;
    area.focus();
    area.setSelectionRange(mark.start, mark.end);
    light(mark.number);
  } else if (fact) {
    const area = fact.closest(".write").querySelector("textarea");
    const lead = area.value && !area.value.endsWith("\n") ? "\n" : "";
    area.focus();
    area.setRangeText(`${lead}- ${fact.dataset.fact}: `, area.value.length, area.value.length, "end");
    fact.remove();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
document.addEventListener("selectionchange", point);

// Saving

let timer;
let saving = false;
let dirty = false;
const say = (text) => { saved.textContent = text; };
const complain = (text) => { trouble.textContent = text; trouble.hidden = false; };

/** Saves soon, also while one goes on typing. */
function later(milliseconds) {
  timer ??= setTimeout(save, milliseconds);
}

async function save() {
  timer = undefined;
  if (saving) return;
  saving = true;
  dirty = false;
  let waiting = 400;
  const sent = texts();
  try {
    const answer = await call("PUT", `/api/v1/stories/${slug}`, { boxes: sent, expected: revision, session });
    if (answer.ok) {
      revision = answer.json.revision;
      root.querySelector("input[name=revision]").value = revision;
      say(`Saved · revision ${revision}`);
      trouble.hidden = true;
      if (!dirty) sessionStorage.removeItem(kept);
      if (answer.json.five !== areas.length > 1) location.reload();
    } else if (answer.status === 409) {
      complain(`Another window saved this story (revision ${answer.json.newest}). Press Save to see both side by side; nothing is lost.`);
      say("Not saved");
      stopped = true;
    } else {
      complain(answer.json?.detail || "It could not be saved. Your words are kept in this window.");
    }
  } catch {
    complain("The server does not answer. Your words are kept in this window and saved when it is back.");
    say("Not saved");
    dirty = true;
    waiting = 2000;
  } finally {
    saving = false;
    if (dirty && !stopped) later(waiting);
  }
}
let stopped = false;

const before = new Map(areas.map((area) => [area, area.value]));
for (const area of areas) {
  area.addEventListener("input", () => {
    performance.mark("starl:key");
    shift(area, before.get(area));
    before.set(area, area.value);
    paint(area);
    grow(area);
    ask();
    dirty = true;
    sessionStorage.setItem(kept, JSON.stringify({ session, boxes: texts() }));
    if (stopped) return;
    say("…");
    later(600);
  });
  area.addEventListener("pointermove", (event) => {
    const number = underPointer(area, event.clientX, event.clientY);
    if (number === undefined) tip.hidden = true;
    else hint(number, event.clientX, event.clientY);
  });
  area.addEventListener("pointerleave", () => { tip.hidden = true; });
  grow(area);
  paint(area);
}
for (const facts of root.querySelectorAll(".facts")) facts.hidden = false;
level?.addEventListener("change", ask);
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    document.getElementById("save").click();
  }
});
addEventListener("beforeunload", () => {
  if (dirty && !stopped) {
    fetch(`/api/v1/stories/${slug}`, {
      method: "PUT", keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: JSON.stringify({ boxes: texts(), expected: revision, session }),
    });
  }
});

// What this window could not save before it was reloaded; it goes on with the same session.
if (left && areas.every((area) => area.name in left.boxes) && areas.some((area) => area.value !== left.boxes[area.name])) {
  for (const area of areas) {
    area.value = left.boxes[area.name];
    before.set(area, area.value);
    paint(area);
  }
  complain("These words were not saved yet; here they are again.");
  ask();
  dirty = true;
  later(600);
}
reveal();
lookAgain(texts());
