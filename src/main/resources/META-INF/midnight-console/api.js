// Talks to the server. Addresses are relative to the page.

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

let session = null;
let skew = 0;

/** The server's time, in milliseconds, as far as its answers tell. */
export const now = () => Date.now() + skew;

async function ask(path, options) {
  const response = await fetch(path, {
    credentials: "same-origin",
    cache: "no-store",
    ...options,
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", ...options?.headers },
  });
  const date = Date.parse(response.headers.get("Date") ?? "");
  if (!Number.isNaN(date) && Math.abs(date - Date.now()) > 2000) skew = date - Date.now();
  const json = response.headers.get("Content-Type")?.includes("json");
  const body = json ? await response.json() : null;
  if (response.ok && json) return body;
  throw new Refused(body?.error ?? explained(response), response.status);
}

function explained(response) {
  return response.ok || response.status === 401
    ? "You are signed out. Reload the page to sign in."
    : response.status === 403
      ? "The server does not allow this."
      : `The server answered ${response.status}.`;
}

export async function openSession() {
  session = await ask("api/session");
  return session;
}

const query = (parameters) => new URLSearchParams(parameters).toString();

export const caches = () => ask("api/caches");
export const cache = (name) => ask(`api/cache?${query({ cache: name })}`);
export const key = (name, k) => ask(`api/cache/key?${query({ cache: name, k })}`);
export const diff = (name) => ask(`api/cache/diff?${query({ cache: name })}`);

/** Acts on a cache; a token that has run out is fetched anew, once. */
export async function act(name, body) {
  const send = () => ask(`api/cache?${query({ cache: name })}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...session.headers },
    body: JSON.stringify(body),
  });
  try {
    return await send();
  } catch (e) {
    if (e.status !== 403) throw e;
    await openSession();
    return send();
  }
}
