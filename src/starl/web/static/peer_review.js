// Remarks on a story: select words with the pointer or sentence by sentence with the keys, and comment on them.
const words = document.getElementById("words");
const button = document.getElementById("comment-on");
const list = document.getElementById("remarks");
const blank = document.getElementById("remark");
const said = document.getElementById("marking");
const most = 40;

document.getElementById("tale-hint").hidden = false;
words.tabIndex = 0;
words.setAttribute("role", "group");
words.setAttribute("aria-labelledby", "tale-name");
words.setAttribute("aria-describedby", "tale-hint");

/** The paragraph that holds a node, if it is one of the story's. */
const block = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("#words .said");

/** The selected words, where they are within one paragraph of the story. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const place = block(range.startContainer);
  if (!place || !selection.toString().trim()) return null;
  if (!place.contains(range.endContainer)) return { across: words.contains(range.endContainer) };
  return { range, place };
}

/** Where the selection begins, in code points of the story. */
function offset(range) {
  const span = (range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement).closest("[data-start]");
  if (!span) return 0;
  const before = document.createRange();
  before.setStart(span, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return Number(span.dataset.start) + [...before.toString()].length;
}

function paint() {
  if (!CSS.highlights) return;
  const ranges = [...list.querySelectorAll(".remark")].map((row) => row.range).filter(Boolean);
  CSS.highlights.set("remarked", new Highlight(...ranges));
}

function comment() {
  const found = selected();
  if (!found?.range) {
    if (found?.across) said.textContent = "Mark words within one part of the story.";
    return;
  }
  if (list.children.length >= most) { said.textContent = `${most} remarks are enough for one story.`; return; }
  const row = blank.content.firstElementChild.cloneNode(true);
  const quote = row.querySelector("[name=quote]");
  quote.value = found.range.toString();
  quote.readOnly = true;
  row.querySelector("[name=after]").value = offset(found.range);
  row.range = found.range.cloneRange();
  list.append(row);
  enhance(row);
  getSelection().removeAllRanges();
  paint();
  button.hidden = true;
  said.textContent = "";
  row.querySelector("[name=comment]").focus();
}

function enhance(row) {
  const drop = row.querySelector("[data-drop]");
  drop.hidden = false;
  drop.addEventListener("click", () => {
    row.remove();
    paint();
    said.textContent = "The remark is gone.";
    words.focus();
  });
}

// Without JavaScript there are empty places to paste words into; with it they come when words are marked.
for (const row of [...list.children]) {
  if (row.querySelector("[name=quote]").value || row.querySelector("[name=comment]").value) enhance(row);
  else row.remove();
}
said.textContent = "Mark words in the story, then press “Comment on this”.";

/** The button stands below the end of what is selected. */
function place() {
  const found = selected();
  button.hidden = !found?.range;
  if (button.hidden) return;
  const end = [...found.range.getClientRects()].at(-1);
  const left = Math.min(end.right - button.offsetWidth / 2, document.documentElement.clientWidth - button.offsetWidth - 8);
  button.style.left = `${Math.max(8, left)}px`;
  button.style.top = `${Math.min(end.bottom + 6, innerHeight - button.offsetHeight - 8)}px`;
}
document.addEventListener("selectionchange", place);
document.addEventListener("scroll", place, { capture: true, passive: true });
button.addEventListener("pointerdown", (event) => event.preventDefault());
button.addEventListener("click", comment);

// Sentence by sentence, for those who have no pointer.

const sentences = [];
for (const paragraph of words.querySelectorAll(".said")) {
  const text = paragraph.textContent;
  for (const { segment, index } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)) {
    const start = index + segment.length - segment.trimStart().length;
    const end = index + segment.trimEnd().length;
    if (end > start) sentences.push({ paragraph, start, end });
  }
}

/** The text node of a paragraph at an offset, and the offset in it. */
function node(paragraph, at) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let found = walker.nextNode(); found; found = walker.nextNode()) {
    if (at <= found.length) return [found, at];
    at -= found.length;
  }
  return [paragraph, paragraph.childNodes.length];
}

let first = -1;
let last = -1;
function choose(from, to) {
  [first, last] = [from, to];
  const [start, end] = [sentences[from], sentences[to]];
  const range = document.createRange();
  range.setStart(...node(start.paragraph, start.start));
  range.setEnd(...node(end.paragraph, end.end));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  said.textContent = `Marked: ${range.toString()}`;
  end.paragraph.scrollIntoView({ block: "nearest" });
}

words.addEventListener("keydown", (event) => {
  if (!sentences.length) return;
  const down = event.key === "ArrowDown";
  if (down || event.key === "ArrowUp") {
    event.preventDefault();
    if (event.shiftKey && first >= 0) {
      const to = Math.max(first, Math.min(sentences.length - 1, last + (down ? 1 : -1)));
      if (sentences[to].paragraph === sentences[first].paragraph) choose(first, to);
    } else {
      const to = Math.max(0, Math.min(sentences.length - 1, (down ? last : first) + (down ? 1 : -1)));
      choose(to, to);
    }
  } else if (event.key === "Enter") {
    event.preventDefault();
    comment();
  }
});
