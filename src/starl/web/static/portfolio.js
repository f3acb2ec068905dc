// Why a mark is what it is: beside it, as long as the pointer or the focus is there. A tap shows it, a second one opens.
const tip = document.getElementById("tip");
const box = document.querySelector(".grid-box");
let shown = null;

/** Takes the browser's own tooltip away and keeps its words. */
function why(cell) {
  if (cell.title) {
    cell.dataset.why = cell.title;
    cell.removeAttribute("title");
  }
  return cell.dataset.why;
}

function show(cell) {
  if (cell === shown) return;
  hide();
  shown = cell;
  tip.textContent = why(cell);
  cell.setAttribute("aria-describedby", "tip");
  tip.hidden = false;
  const at = cell.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
  const below = at.bottom + 6;
  const top = below + tip.offsetHeight < innerHeight ? below : at.top - tip.offsetHeight - 6;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
}

function hide() {
  shown?.removeAttribute("aria-describedby");
  shown = null;
  tip.hidden = true;
}

if (box) {
  document.body.append(tip);
  const cell = (event) => event.target.closest?.(".cell");
  box.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const over = cell(event);
    if (over) show(over);
    else hide();
  });
  box.addEventListener("pointerleave", hide);
  box.addEventListener("focusin", (event) => {
    const over = cell(event);
    if (over && over.matches(":focus-visible")) show(over);
  });
  box.addEventListener("focusout", hide);
  let tapped = false;
  let before = null;
  box.addEventListener("pointerdown", (event) => {
    tapped = event.pointerType === "touch";
    before = shown;
  });
  box.addEventListener("click", (event) => {
    const over = cell(event);
    if (over && tapped && before !== over) {
      event.preventDefault();
      show(over);
    }
    tapped = false;
  });
  box.addEventListener("scroll", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
