// The draft is saved: what the exercise kept in this window is not needed any more.
const { slug, title } = document.getElementById("draft-result").dataset;
for (const key of [slug, title]) sessionStorage.removeItem(`starl.development.${key}`);
