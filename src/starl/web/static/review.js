// Review by keyboard, and how long a card takes.
const reveal = document.querySelector(".reveal");
const grades = document.querySelector(".grades");
const legend = document.querySelector(".with-script");
if (legend) legend.hidden = false;

/** Milliseconds that the page was to be seen. */
let seen = 0;
let since = document.hidden ? null : performance.now();
document.addEventListener("visibilitychange", () => {
  if (document.hidden && since !== null) { seen += performance.now() - since; since = null; }
  if (!document.hidden) since = performance.now();
});
grades?.addEventListener("submit", () => {
  const now = since === null ? 0 : performance.now() - since;
  grades.elements.duration.value = Math.round(seen + now);
});

reveal?.addEventListener("toggle", () => { if (reveal.open) grades.querySelector("[value='3']").focus(); });

const typing = (element) => element.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  const key = event.key.toLowerCase();
  const idle = event.target === document.body || event.target.id === "main";
  if (reveal && !reveal.open && (key === " " || key === "enter") && idle) {
    event.preventDefault();
    reveal.open = true;
  } else if (reveal?.open && "1234".includes(key)) {
    event.preventDefault();
    grades.requestSubmit(grades.querySelector(`[value='${key}']`));
  } else {
    const form = /^[a-z]$/.test(key) && document.querySelector(`form[data-key="${key}"]`);
    if (form) { event.preventDefault(); form.requestSubmit(); }
  }
});
