// The question said aloud by a voice of this machine. Without one, nothing of it is shown.
const REMEMBERED = "starl.interview.aloud";

/** Voices of this machine that speak English; those that need the network are left out. */
function voices() {
  return (window.speechSynthesis?.getVoices() || []).filter((voice) => voice.localService && voice.lang.toLowerCase().startsWith("en"));
}

/** Shows the controls in a place where there is a voice. text: what is said. */
export function aloud(place, text) {
  const always = place.querySelector("#always");
  let ready = false;
  const say = () => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voices().find((voice) => voice.default) || voices()[0];
    spoken.lang = spoken.voice.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
  };
  const begin = () => {
    if (ready || !voices().length) return;
    ready = true;
    place.hidden = false;
    always.checked = localStorage.getItem(REMEMBERED) === "yes";
    if (always.checked) say();
  };
  place.querySelector("#speak").addEventListener("click", say);
  always.addEventListener("change", () => localStorage.setItem(REMEMBERED, always.checked ? "yes" : "no"));
  addEventListener("pagehide", () => window.speechSynthesis?.cancel());
  begin();
  window.speechSynthesis?.addEventListener?.("voiceschanged", begin);
}
