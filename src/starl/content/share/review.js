"use strict";
const body = document.body;
const words = document.getElementById("words");
const form = document.getElementById("review");
const button = document.getElementById("comment-on");
const list = document.getElementById("comments");
const blank = document.getElementById("comment");
const marking = document.getElementById("marking");
const trouble = document.getElementById("trouble");
const done = document.getElementById("done");
const { share, digest, kind, send } = body.dataset;
const KEPT = `starl-review-${share}`;
const paragraphs = [...words.querySelectorAll(".said")];
const points = (text) => [...text].length;

document.getElementById("how").hidden = false;
words.tabIndex = 0;
words.setAttribute("role", "group");
words.setAttribute("aria-labelledby", "story-name");
words.setAttribute("aria-describedby", "how");

/** The selected words, trimmed, where they are within one paragraph. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const holder = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
  const paragraph = holder.closest("#words .said");
  if (!paragraph || !range.toString().trim()) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const whole = paragraph.textContent;
  let start = before.toString().length;
  let end = paragraph.contains(range.endContainer) ? start + range.toString().length : whole.length;
  while (start < end && /\s/.test(whole[start])) start++;
  while (end > start && /\s/.test(whole[end - 1])) end--;
  return end > start ? { paragraph, start, end } : null;
}

function rangeOf({ paragraph, start, end }) {
  const range = document.createRange();
  range.setStart(paragraph.firstChild, start);
  range.setEnd(paragraph.firstChild, end);
  return range;
}

function paint() {
  if (!CSS.highlights) return;
  CSS.highlights.set("remarked", new Highlight(...[...list.children].map((row) => rangeOf(row.place))));
}

function add(place, said = "", theme = "") {
  const row = blank.content.firstElementChild.cloneNode(true);
  row.place = place;
  row.querySelector(".words").textContent = `“${rangeOf(place).toString()}”`;
  row.querySelector("textarea").value = said;
  row.querySelector("select").value = theme;
  row.querySelector("button").addEventListener("click", () => {
    row.remove();
    marking.textContent = "The comment is removed.";
    changed();
    words.focus();
  });
  list.append(row);
  return row;
}

function comment() {
  const place = selected();
  button.hidden = true;
  if (!place) return;
  if (list.children.length >= Number(body.dataset.most)) {
    marking.textContent = "That is as many comments as a review holds.";
    return;
  }
  const row = add(place);
  getSelection().removeAllRanges();
  marking.textContent = "";
  changed();
  row.querySelector("textarea").focus();
}

button.addEventListener("click", comment);
document.addEventListener("selectionchange", () => {
  const place = selected();
  button.hidden = !place;
  if (!place) return;
  const box = rangeOf(place).getBoundingClientRect();
  const top = box.bottom + 8 + 44 > innerHeight ? Math.max(8, box.top - 48) : Math.max(8, box.bottom + 8);
  button.style.top = `${top}px`;
  button.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 180))}px`;
});

const sentences = [];
for (const paragraph of paragraphs) {
  const text = paragraph.textContent;
  const cut = Intl.Segmenter
    ? [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)].map((each) => [each.index, each.segment])
    : [[0, text]];
  for (const [index, segment] of cut) {
    const start = index + segment.length - segment.trimStart().length;
    const end = index + segment.trimEnd().length;
    if (end > start) sentences.push({ paragraph, start, end });
  }
}
let first = -1;
let last = -1;
function choose(from, to) {
  [first, last] = [from, to];
  const place = { ...sentences[from], end: sentences[to].end };
  getSelection().removeAllRanges();
  getSelection().addRange(rangeOf(place));
  marking.textContent = `Marked: ${rangeOf(place).toString()}`;
  place.paragraph.scrollIntoView({ block: "nearest" });
}
words.addEventListener("keydown", (event) => {
  const down = event.key === "ArrowDown";
  if (down || event.key === "ArrowUp") {
    event.preventDefault();
    const to = (at) => Math.max(0, Math.min(sentences.length - 1, at + (down ? 1 : -1)));
    if (event.shiftKey && first >= 0) {
      const next = Math.max(first, to(last));
      if (sentences[next].paragraph === sentences[first].paragraph) choose(first, next);
    } else {
      const next = to(down ? last : first);
      choose(next, next);
    }
  } else if (event.key === "Enter") {
    event.preventDefault();
    comment();
  }
});

const value = (name) => form.elements[name].value;

/** CRC-32 of a text in UTF-8, as eight hexadecimal digits. */
function crc(text) {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (~sum >>> 0).toString(16).padStart(8, "0");
}

function review() {
  const comments = [...list.children].map((row) => {
    const { paragraph, start, end } = row.place;
    const whole = paragraph.textContent;
    const at = Number(paragraph.dataset.start) + points(whole.slice(0, start));
    const quote = whole.slice(start, end);
    return {
      start: at,
      end: at + points(quote),
      quote,
      prefix: [...whole.slice(0, start)].slice(-40).join(""),
      suffix: [...whole.slice(end)].slice(0, 40).join(""),
      comment: row.querySelector("textarea").value,
      theme: row.querySelector("select").value,
    };
  });
  const rating = (name) => ({ rating: Number(value(name)), why: value(`${name}_why`) });
  const given = {
    format: kind,
    version: Number(body.dataset.format),
    share,
    digest,
    reviewer: value("reviewer"),
    written: new Date().toISOString(),
    authenticity: rating("authenticity"),
    learning: rating("learning"),
    summary: value("summary"),
    comments,
  };
  const { authenticity: one, learning: two } = given;
  const said = [share, digest, given.reviewer, given.written, given.summary, one.rating, one.why, two.rating, two.why];
  for (const each of comments) said.push(each.start, each.end, each.quote, each.comment, each.theme);
  return { ...given, checksum: crc(JSON.stringify(said)) };
}

function missing() {
  if (!value("authenticity")) return ["Choose a rating for the first question.", "authenticity"];
  if (!value("learning")) return ["Choose a rating for the second question.", "learning"];
  const empty = [...list.children].find((row) => !row.querySelector("textarea").value.trim());
  return empty ? ["One comment says nothing yet. Write it, or remove it.", empty.querySelector("textarea")] : null;
}

/** A name for the file that no other reviewer's has, nor an earlier save's: by the reviewer and the local time. */
function fileName() {
  const safe = value("reviewer").normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const who = [...safe].slice(0, 40).join("").replace(/^-+|-+$/g, "");
  const now = new Date();
  const local = new Date(now - now.getTimezoneOffset() * 60000).toISOString();
  return ["review", share.slice(-6), who || "a-peer", local.slice(0, 10), local.slice(11, 19).replaceAll(":", "")].join("-") + ".json";
}

/** The review as text; null where something is missing, which is said. */
function finished() {
  const lacks = missing();
  trouble.hidden = !lacks;
  done.textContent = "";
  if (!lacks) return `${JSON.stringify(review(), null, 2)}\n`;
  trouble.textContent = lacks[0];
  (typeof lacks[1] === "string" ? form.querySelector(`[name="${lacks[1]}"]`) : lacks[1]).focus();
  return null;
}

document.getElementById("save").addEventListener("click", () => {
  const text = finished();
  if (!text) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = fileName();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  done.textContent = `Saved as ${link.download} among your downloads. Send that file to the author. Thank you.`;
});

document.getElementById("copy").addEventListener("click", async () => {
  const text = finished();
  if (!text) return;
  const field = document.getElementById("text");
  document.getElementById("text-of").hidden = false;
  field.value = text;
  field.focus();
  field.select();
  let copied = false;
  try {
    await navigator.clipboard.writeText(text);
    copied = true;
  } catch {
    copied = document.execCommand("copy");
  }
  done.textContent = copied ? "Copied. Paste it into a message to the author. Thank you." : "Copy the text below, and send it to the author.";
});

document.getElementById("print").addEventListener("click", () => print());

let sending = false;
document.getElementById("send")?.addEventListener("click", async (event) => {
  const text = finished();
  if (!text) return;
  event.target.disabled = sending = true;
  let said = "The author’s server cannot be reached. What you wrote is kept here; save it as a file, or try again.";
  try {
    const answer = await fetch(send, { method: "POST", headers: { "Content-Type": "application/json" }, body: text });
    const given = await answer.json();
    sending = false;
    if (answer.ok) {
      done.textContent = `${given.detail} If you change something here, you can send it again in its place.`;
      forget();
      return;
    }
    said = given.detail;
  } catch { /* what is said stays */ }
  event.target.disabled = sending = false;
  trouble.textContent = said;
  trouble.hidden = false;
});

const fields = ["authenticity", "authenticity_why", "learning", "learning_why", "summary", "reviewer"];
function changed() {
  const again = document.getElementById("send");
  if (again && !sending) again.disabled = false;
  body.classList.add("begun");
  paint();
  const rows = [...list.children].map((row) => [
    paragraphs.indexOf(row.place.paragraph), row.place.start, row.place.end,
    row.querySelector("textarea").value, row.querySelector("select").value,
  ]);
  try {
    localStorage.setItem(KEPT, JSON.stringify({ digest, fields: Object.fromEntries(fields.map((name) => [name, value(name)])), rows }));
  } catch { /* a browser that keeps nothing */ }
}
function forget() {
  try { localStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
}
form.addEventListener("input", changed);
form.addEventListener("submit", (event) => event.preventDefault());
try {
  const kept = JSON.parse(localStorage.getItem(KEPT));
  if (kept?.digest === digest) {
    for (const name of fields) form.elements[name].value = kept.fields[name] ?? "";
    for (const [at, start, end, said, theme] of kept.rows) add({ paragraph: paragraphs[at], start, end }, said, theme);
    body.classList.add("begun");
    paint();
    done.textContent = "What you wrote before is here again.";
  }
} catch { /* nothing was kept, or a browser that keeps nothing */ }
