// An answer by voice: recorded, heard on this machine, put into a box to be corrected. The recording is not kept.
import { call } from "./call.js";
import { Recorder, cancel, heard, progress } from "./recorder.js";

/**
 * A recorder beside a box. details: the element that opens it, with #recorder and #hearing in it.
 * key: what a recording that is being listened to is remembered by, so that a reload loses nothing.
 */
export class Voice {
  constructor(details, area, key) {
    this.area = area;
    this.key = key;
    this.seconds = 0; // told by voice so far
    this.busy = false;
    this._last = null; // what came of the newest recording, which another try takes the place of
    this.status = details.querySelector("#hearing");
    this.end = document.createElement("button");
    this.end.type = "button";
    this.end.className = "button small plain";
    this.end.textContent = "Stop listening";
    this.end.hidden = true;
    this.status.after(this.end);
    details.hidden = false;
    const place = details.querySelector("#recorder");
    details.addEventListener("toggle", () => { this.recorder ??= new Recorder(place, { label: "Answer by voice" }); });
    place.addEventListener("recorder-done", () => this._send());
    place.addEventListener("recorder-again", () => { if (this.id) cancel(this.id); });
    this.end.addEventListener("click", () => cancel(this.id));
    const left = JSON.parse(sessionStorage.getItem(key) || "null");
    if (left) {
      details.open = true;
      this._listen(left.id, left.seconds);
    }
  }

  /** Why nothing can be handed in yet, in words; empty where it can. */
  holds() {
    if (["recording", "paused"].includes(this.recorder?.state)) return "It is still recording. Press Stop first; then its words come into the box.";
    return this.busy ? "Your recording is still being listened to. Wait for its words, or stop the listening." : "";
  }

  async _send() {
    this._say("Sending …");
    this.busy = true;
    const { seconds } = this.recorder;
    try {
      const { id } = await this.recorder.send({ purpose: "text" }, (share) => this._say(`Sending, ${Math.round(100 * share)} %`));
      sessionStorage.setItem(this.key, JSON.stringify({ id, seconds }));
      await this._listen(id, seconds);
    } catch (error) {
      this.busy = false;
      this._say(error.message, true);
    }
  }

  async _listen(id, seconds) {
    this.id = id;
    this.busy = true;
    this.end.hidden = false;
    try {
      let hearing = await heard(id, (now) => { if (this.id === id) this._say(progress(now)); });
      if (hearing.state === "unheard") {
        await call("POST", `/api/v1/hearings/${id}/again`);
        hearing = await heard(id, (now) => { if (this.id === id) this._say(progress(now)); });
      }
      cancel(id, true);
      if (this.id !== id) return;
      sessionStorage.removeItem(this.key);
      if (hearing.state === "done") this._put(hearing.text, seconds);
      else if (hearing.state === "cancelled") this._say("Stopped. Nothing of it is kept.");
      else this._say(progress(hearing), true);
    } catch (error) {
      if (this.id !== id) return;
      this._say(error.message, true);
      if (error.message.includes("already")) sessionStorage.removeItem(this.key);
    }
    this._free();
  }

  _put(text, seconds) {
    const said = (text || "").trim();
    if (!said) {
      this._say("No words were heard. Record it once more, or type it.", true);
      return;
    }
    const before = this._last && this.area.value.endsWith(this._last.said) ? this._last : null;
    const kept = before ? this.area.value.slice(0, -before.said.length) : this.area.value;
    this.seconds += seconds - (before?.seconds ?? 0);
    this.area.value = (kept.trim() && !kept.endsWith("\n") ? `${kept}\n` : kept) + said;
    this._last = { said, seconds };
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.area.focus();
    this._say("Heard; it stands in the box. Put right what was misheard, then hand it in.");
  }

  _free() {
    this.id = null;
    this.busy = false;
    this.end.hidden = true;
  }

  _say(words, bad = false) {
    this.status.textContent = words;
    this.status.classList.toggle("bad", bad);
  }
}
