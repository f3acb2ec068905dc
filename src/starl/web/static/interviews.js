// Whoever fills in a theme, a role or a value wants questions chosen by it.
for (const field of document.querySelectorAll("#begin [data-by]")) {
  const choose = () => { if (field.value) document.querySelector(`#begin [name=by][value=${field.dataset.by}]`).checked = true; };
  field.addEventListener("input", choose);
  field.addEventListener("change", choose);
}
