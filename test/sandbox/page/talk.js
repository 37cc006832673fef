// What every part of the page needs: to ask, to build, to say.

export async function get(path) {
  const res = await fetch(path);
  if (!res.ok) throw new Error(`${path}: ${res.status}`);
  return res.json();
}

/** Asks the practice Teams to do something; what it refuses is shown. */
export async function post(path, body) {
  const res = await fetch(`/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await res.json().catch(() => ({}));
  if (!res.ok) toast(answer.error ?? `Error ${res.status}`, 'error');
  return answer;
}

/** An element with attributes, what it holds, and what a click on it does. */
export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') made.addEventListener('click', value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

let toastTimer;
export function toast(words, kind) {
  const box = document.getElementById('toast');
  box.textContent = words;
  box.className = kind;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    box.hidden = true;
  }, 8000);
}
