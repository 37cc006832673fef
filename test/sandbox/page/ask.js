// What every part of the page needs: to ask, to build, to say.
import { words } from './frame-words.js';

export async function get(path) {
  const res = await fetch(path);
  if (!res.ok) throw new Error(`${path}: ${res.status}`);
  return res.json();
}

/** A refusal comes back as `error`, in words. */
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

/** An element with attributes, what it holds, and what is to be done on events (`onclick` and the like). */
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

/** Hour and minute where the people of the practice company live, with the day where it is not the machine's today. */
export function clockTime(at, { locale, timeZone }) {
  const date = new Date(at);
  const time = { hour: '2-digit', minute: '2-digit', timeZone };
  const day = (when) => when.toLocaleDateString(locale, { timeZone });
  if (day(date) === day(new Date())) return date.toLocaleTimeString(locale, time);
  return date.toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short', ...time });
}

/** Tells people who hear the page. */
export function announce(words) {
  document.getElementById('announce').textContent = words;
}

/** One run at a time; calls while it runs become one more run. The wait keeps a burst of events from being a burst of requests. */
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
