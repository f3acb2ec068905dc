// How far a recording is, until it was heard.
import { heard, progress } from "./recorder.js";

const said = document.getElementById("hearing-said");
const share = document.getElementById("hearing-share");
try {
  await heard(document.getElementById("hearing").dataset.id, (now) => {
    said.textContent = progress(now);
    share.value = now.share;
  });
  location.reload();
} catch (error) {
  said.textContent = error.message;
}
