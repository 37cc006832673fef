// Functions for all parts of the page: calls to the servers, elements, times and announcements.
import { words } from './frame-words.js';

export async function get(path) {
  const res = await fetch(path);
  if (!res.ok) throw new Error(`${path}: ${res.status}`);
  return res.json();
}

/** Resolves with the answer. After a refusal or without a server: with `error`, in words. */
export async function send(method, path, body) {
  try {
    const res = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await res.json().catch(() => ({}));
    return res.ok ? answer : { error: answer.error ?? `Error ${res.status}` };
  } catch {
    return { error: words.notRunning };
  }
}

export const post = (path, body) => send('POST', `/sandbox/${path}`, body);

/** Makes an element with attributes, event listeners (`onclick` and the like) and children. */
export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** Hour and minute in the practice company's zone, and the day if it is not the machine's today. */
export function clockTime(at, { locale, timeZone }) {
  const date = new Date(at);
  const time = { hour: '2-digit', minute: '2-digit', timeZone };
  const day = (when) => when.toLocaleDateString(locale, { timeZone });
  if (day(date) === day(new Date())) return date.toLocaleTimeString(locale, time);
  return date.toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short', ...time });
}

/** Gives screen readers a text to speak. */
export function announce(words) {
  document.getElementById('announce').textContent = words;
}

/** Runs `work` once at a time. All calls during a run become one more run. The wait turns a burst of events into one. */
export function oneAtATime(work, waitMs = 0) {
  let running;
  let again;
  const run = async () => {
    if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
    await work();
  };
  const next = () => {
    again = undefined;
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return next();
    again ??= running.then(next, next);
    return again;
  };
}
