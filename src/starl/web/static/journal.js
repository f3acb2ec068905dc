// The address says what was searched for, so that going back or reloading shows it again.
const form = document.querySelector(".seek");
form.addEventListener("htmx:after:swap", () => {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  history.replaceState(null, "", query.size ? `/journal?${query}` : "/journal");
});
