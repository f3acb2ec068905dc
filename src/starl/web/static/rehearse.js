// Telling a story: recorded, sent, heard; then the take is shown.
import { Recorder, cancel, heard, progress } from "./recorder.js";

const card = document.getElementById("recording");
if (card) {
  const hear = document.getElementById("hear");
  const listening = document.getElementById("hearing");
  const said = document.getElementById("hearing-said");
  const share = document.getElementById("hearing-share");
  const stop = document.getElementById("hearing-stop");
  const place = document.getElementById("recorder");
  const recorder = new Recorder(place, { label: "Record" });
  let hearing = null;
  card.hidden = false;

  place.addEventListener("recorder-begin", () => { hear.hidden = true; });
  place.addEventListener("recorder-done", () => {
    hear.hidden = hear.disabled = false;
    hear.textContent = "See how it went";
    hear.focus();
  });

  const back = (words) => {
    said.textContent = words;
    share.hidden = stop.hidden = true;
    hear.disabled = !recorder.blob;
    hear.textContent = "Try again";
    hearing = null;
  };

  hear.addEventListener("click", async () => {
    hear.disabled = true;
    recorder.retry.disabled = true;
    listening.hidden = share.hidden = stop.hidden = false;
    share.value = 0;
    said.textContent = "Sending …";
    listening.scrollIntoView({ block: "nearest" });
    const keep = document.getElementById("keep-recorded").checked;
    try {
      const fields = { purpose: "take", story: card.dataset.story, keep, source: "recorded" };
      hearing = await recorder.send(fields, (part) => { share.value = part; });
      share.value = 0;
      const end = await heard(hearing.id, (now) => {
        said.textContent = progress(now);
        share.value = now.share;
      });
      if (end.take) {
        location.assign(`/takes/${end.take}`);
        return;
      }
      // The page still has the recording, so the server need not keep a second one.
      await cancel(hearing.id, true);
      back(end.state === "cancelled" ? "Stopped. Your recording is still here." : end.said);
    } catch (error) {
      back(error.message);
    }
    recorder.sent = false;
    recorder.retry.disabled = false;
    hear.focus();
  });
  stop.addEventListener("click", () => { if (hearing) cancel(hearing.id); });
}
