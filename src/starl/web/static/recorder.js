// Recording in the browser: level, time, pause, another try, playback; and having a recording heard.
import { csrf } from "./call.js";
import { clockface } from "./clock.js";

/** Seconds that a recording may have; the recogniser takes no more. */
const MOST = 30 * 60;
/** Seconds of silence from the microphone after which it is asked whether it is the right one. */
const SILENT = 4;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BARS = 90;

const REFUSED = {
  NotAllowedError: "The microphone was not allowed. Allow it for this page (the sign beside the address), then press Record again.",
  NotFoundError: "There is no microphone. Plug one in and press Record again.",
  NotReadableError: "The microphone cannot be used; another program may have it. Close that, then press Record again.",
};

/** Why nothing can be recorded here, for the person; empty where it can. */
export function unable() {
  if (!window.isSecureContext) return "Browsers give the microphone only to pages of this machine (localhost) or over https.";
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return "This browser cannot record. A newer one can.";
  return "";
}

const clock = (seconds) => clockface(Math.max(0, Math.floor(seconds)));

/** Has the player find out how long a recording is; what a browser recorded itself does not say so at its beginning. */
export function wholeLength(player) {
  player.addEventListener("loadedmetadata", () => {
    if (player.duration !== Infinity) return;
    player.addEventListener("timeupdate", () => { player.currentTime = 0; player.dataset.whole = "true"; }, { once: true });
    player.currentTime = 1e9;
  });
}

function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in element && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/**
 * A recorder within an element, which it fills with its buttons.
 *
 * `state` is idle, recording, paused or done; `blob` and `seconds` are the recording, once it is done. The element
 * hears of `recorder-begin`, `recorder-done` (detail: { blob, seconds }) and `recorder-again`.
 * options.most: seconds after which it stops by itself. options.label: what the first button says.
 */
export class Recorder {
  constructor(place, { most = MOST, label = "Record" } = {}) {
    this.place = place;
    this.most = most;
    this.label = label;
    this.state = "idle";
    this.blob = null;
    this.seconds = 0;
    this._build();
    addEventListener("beforeunload", (event) => { if (this.unsent) event.preventDefault(); });
    const words = unable();
    if (words) {
      this._say(words, true);
      this.main.disabled = true;
    }
  }

  /** Whether something is recorded that went nowhere yet. */
  get unsent() {
    return this.state === "recording" || this.state === "paused" || (this.state === "done" && !this.sent);
  }

  /** Begins; what was recorded before is thrown away. */
  async begin() {
    this.clear();
    this.main.disabled = true;
    this._say("Waiting for the microphone …");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true },
      });
    } catch (error) {
      this._say(REFUSED[error.name] || `The microphone cannot be used: ${error.message}`, true);
      return;
    } finally {
      this.main.disabled = false;
    }
    const kind = KINDS.find((name) => MediaRecorder.isTypeSupported(name));
    const chunks = [];
    this.media = new MediaRecorder(this.stream, { ...(kind && { mimeType: kind }), audioBitsPerSecond: 64_000 });
    this.media.addEventListener("dataavailable", (event) => { if (event.data.size) chunks.push(event.data); });
    this.media.addEventListener("stop", () => this._made(new Blob(chunks, { type: this.media.mimeType.split(";")[0] })));
    this.stream.getAudioTracks()[0].addEventListener("ended", () => {
      if (this.media?.state !== "inactive") {
        this.stop("The microphone went away. What was recorded until then is here.");
      }
    });
    this.media.start(1000);
    this._spent = 0;
    this._since = performance.now();
    this._listenIn();
    this._become("recording", "Recording. Tell it as if somebody sat across from you.");
    this.place.dispatchEvent(new CustomEvent("recorder-begin", { bubbles: true }));
  }

  /** Holds on, or goes on. */
  pause() {
    if (this.state === "recording") {
      this.media.pause();
      this._spent = this._elapsed();
      this._since = null;
      this._become("paused", "Paused. Nothing is recorded.");
    } else if (this.state === "paused") {
      this.media.resume();
      this._since = performance.now();
      this._become("recording", "Recording goes on.");
    }
  }

  /** Ends it; `recorder-done` follows. why: in words, where it was not the person. */
  stop(why = "") {
    if (this.media && this.media.state !== "inactive") {
      this._why = why;
      this._spent = this._elapsed();
      this._since = null;
      this.media.stop();
      this._release();
    }
  }

  /** Throws away what was recorded. */
  clear() {
    if (this.media) this.media = null;
    this._release();
    if (this.player.src) URL.revokeObjectURL(this.player.src);
    this.player.removeAttribute("src");
    this.blob = null;
    this.sent = false;
    this._spent = 0;
    this._since = null;
    this.time.textContent = "0:00";
    this.levels.fill(0);
    this._become("idle", "");
    this._draw();
  }

  /** Sends the recording; gives the hearing. fields: as POST /api/v1/hearings wants them. share: hears 0..1. */
  async send(fields, share) {
    const ending = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" }[this.blob.type] || "webm";
    const hearing = await send(this.blob, `recording.${ending}`, fields, share);
    this.sent = true;
    return hearing;
  }

  _build() {
    this.levels = new Float32Array(BARS);
    this.canvas = made("canvas", { class: "level", "aria-hidden": "true" });
    this.time = made("p", { class: "time", role: "timer", "aria-live": "off" }, "0:00");
    this.status = made("p", { class: "status", role: "status" });
    this.main = made("button", { type: "button", class: "button record" });
    this.hold = made("button", { type: "button", class: "button plain hold", hidden: true }, "Pause");
    this.retry = made("button", { type: "button", class: "button plain retry", hidden: true }, "Record again");
    this.player = made("audio", { controls: true, preload: "metadata", hidden: true, "aria-label": "What you recorded" });
    wholeLength(this.player);
    this.place.classList.add("recorder");
    this.place.replaceChildren(
      made("div", { class: "face" }, this.time, this.canvas),
      made("div", { class: "actions" }, this.main, this.hold, this.retry),
      this.player, this.status,
    );
    this.main.addEventListener("click", () => (this.state === "idle" ? this.begin() : this.stop()));
    this.hold.addEventListener("click", () => this.pause());
    this.retry.addEventListener("click", () => {
      this.place.dispatchEvent(new CustomEvent("recorder-again", { bubbles: true }));
      this.begin();
      this.main.focus();
    });
    this._become("idle", "");
    new ResizeObserver(() => this._draw()).observe(this.canvas);
  }

  _become(state, words) {
    this.state = state;
    this.place.dataset.state = state;
    this.main.hidden = state === "done";
    this.main.textContent = state === "idle" ? this.label : "Stop";
    this.hold.hidden = state !== "recording" && state !== "paused";
    this.hold.textContent = state === "paused" ? "Go on" : "Pause";
    this.retry.hidden = state !== "done";
    this.player.hidden = state !== "done";
    this._say(words);
  }

  _say(words, bad = false) {
    this.status.textContent = words;
    this.status.classList.toggle("bad", bad);
  }

  _elapsed() {
    return this._spent + (this._since === null ? 0 : (performance.now() - this._since) / 1000);
  }

  _made(blob) {
    if (!this.media || this.state === "idle") return;
    this.blob = blob;
    this.seconds = this._spent;
    this.player.src = URL.createObjectURL(blob);
    const focused = this.place.contains(document.activeElement);
    this._become("done", this._why || `${clock(this.seconds)} recorded. Listen to it, or record it again.`);
    if (focused) this.retry.focus();
    this.place.dispatchEvent(new CustomEvent("recorder-done", { bubbles: true, detail: { blob, seconds: this.seconds } }));
  }

  _release() {
    clearInterval(this._ticking);
    for (const track of this.stream?.getTracks() || []) track.stop();
    this._context?.close();
    this.stream = this._context = null;
  }

  /** Shows the level several times a second. */
  _listenIn() {
    this._context = new AudioContext();
    const ear = this._context.createAnalyser();
    ear.fftSize = 1024;
    this._context.createMediaStreamSource(this.stream).connect(ear);
    const samples = new Float32Array(ear.fftSize);
    let heard = false;
    let ticks = 0;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this._ticking = setInterval(() => {
      const spent = this._elapsed();
      this.time.textContent = clock(spent);
      if (this.state !== "recording") return;
      ear.getFloatTimeDomainData(samples);
      const loud = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      heard ||= loud > 0.01;
      this.levels.copyWithin(0, 1);
      this.levels[BARS - 1] = loud;
      ticks += 1;
      if (!calm || ticks % 5 === 0) this._draw();
      if (!heard && spent > SILENT) this._say("Nothing arrives from the microphone. Is it the right one, and is it switched on?", true);
      else if (heard && this.status.classList.contains("bad")) this._say("Recording.");
      if (spent >= this.most) this.stop(`It stops by itself after ${clock(this.most)}. What you told is here.`);
    }, 66);
  }

  _draw() {
    const { canvas } = this;
    const ratio = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = getComputedStyle(canvas).color;
    const step = width / BARS;
    this.levels.forEach((loud, at) => {
      const tall = Math.max(2, Math.min(1, Math.sqrt(loud)) * height);
      pen.fillRect(at * step, (height - tall) / 2, Math.max(1, step - 2), tall);
    });
  }
}

/** Sends a recording; gives the hearing as the API tells it. share: hears how much was sent, 0..1. Throws with words. */
export function send(blob, name, fields = {}, share = () => {}) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set("audio", blob, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/hearings");
    request.setRequestHeader("X-CSRF-Token", csrf);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) share(event.loaded / event.total); });
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(request.response);
      else reject(new Error(request.response?.detail || "The recording could not be sent. It is still here; try again."));
    });
    request.addEventListener("error", () => reject(new Error("starl does not answer. Is it still running? Your recording is still here; try again.")));
    request.send(form);
  });
}

/** Waits until a hearing ended in any way, and gives it. told: hears of each state on the way. Throws with words. */
export async function heard(id, told = () => {}) {
  for (let wait = 250; ; wait = Math.min(1000, wait * 1.2)) {
    const answer = await fetch(`/api/v1/hearings/${id}`).catch(() => null);
    if (answer === null) throw new Error("starl does not answer. Your recording is kept; it is offered again when starl runs.");
    const hearing = await answer.json();
    if (!answer.ok) throw new Error(hearing.detail);
    told(hearing);
    if (!["waiting", "listening"].includes(hearing.state)) return hearing;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** How far a hearing is, in words. */
export function progress(hearing) {
  if (hearing.state === "waiting") {
    if (!hearing.ahead) return "Waiting …";
    return hearing.ahead === 1 ? "One recording is before yours." : `${hearing.ahead} recordings are before yours.`;
  }
  if (hearing.state === "listening") return hearing.share > 0 ? `Listening, ${Math.round(100 * hearing.share)} %` : "Listening …";
  return { done: "Heard.", failed: hearing.said, cancelled: "Stopped.", unheard: "Not heard yet." }[hearing.state];
}

/** Stops a hearing; the recording stays on the server unless `away`. */
export function cancel(id, away = false) {
  return fetch(`/api/v1/hearings/${id}${away ? "" : "/stop"}`, { method: away ? "DELETE" : "POST", headers: { "X-CSRF-Token": csrf } });
}
