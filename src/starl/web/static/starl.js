// What every page needs: the menu of small screens, the token for htmx, a question before what cannot be undone.
import { csrf } from "./call.js";

/** The menu stands open where there is room for it, so that its links can be reached. */
const menu = document.querySelector(".menu");
const wide = matchMedia("(min-width: 801px)");
const fit = () => { if (menu) menu.open = wide.matches; };
fit();
wide.addEventListener("change", fit);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open && !wide.matches) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRF-Token"] = csrf;
});
document.addEventListener("submit", (event) => {
  const ask = event.target.dataset?.confirm;
  if (ask && !confirm(ask)) event.preventDefault();
});
