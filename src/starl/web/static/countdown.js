// A clock that runs down and never stops anybody. It waits while the window is hidden and while a voice reads.
import { clockface } from "./clock.js";

/** Seconds left as 1:05; +0:07 when it is over. */
function face(left) {
  const whole = left >= 0 ? Math.ceil(left) : Math.floor(-left);
  return `${left < 0 && whole ? "+" : ""}${clockface(whole)}`;
}

export class Countdown {
  /** place shows it; told hears a word at thirty seconds left and at the end. spent: seconds before this start. */
  constructor(place, total, { told, spent = 0, waits = () => false } = {}) {
    this.place = place;
    this.total = total;
    this.spent = spent;
    this.told = told;
    this.waits = waits;
    this.draw();
  }

  run() {
    this.draw();
    this._last = performance.now();
    document.addEventListener("visibilitychange", () => { this._last = performance.now(); });
    this._ticking = setInterval(() => this._tick(), 250);
  }

  stop() {
    clearInterval(this._ticking);
  }

  _tick() {
    const now = performance.now();
    const before = this.total - this.spent;
    if (!document.hidden && !this.waits()) this.spent += (now - this._last) / 1000;
    this._last = now;
    const left = this.total - this.spent;
    if (this.total > 45 && before > 30 && left <= 30) this.told?.("Thirty seconds left.");
    if (before > 0 && left <= 0) this.told?.("The time is over. Go on as long as you need.");
    this.draw();
  }

  draw() {
    const left = this.total - this.spent;
    const text = face(left);
    if (this.place.textContent !== text) this.place.textContent = text;
    this.place.classList.toggle("is-over", left < 0);
  }
}
