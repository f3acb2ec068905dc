// Calls to our own server.
export const csrf = document.querySelector("meta[name=csrf]").content;

/** Calls our own API; gives the answer and its JSON, null where there is none. signal: gives the call up. */
export async function call(method, path, body, signal) {
  const answer = await fetch(path, {
    method,
    signal,
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : null;
  return { status: answer.status, ok: answer.ok, json };
}

