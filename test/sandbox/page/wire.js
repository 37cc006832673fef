import { node } from './ask.js';
import { readCalls } from './wire-calls.js';

const most = 250;

/** What went over the wire, newest first: the bot to Graph and to Teams, and what both sent to the bot. */
export function wireDrawer({ drawer, button, company }) {
  const { tenantUrl, timeZone } = company;
  const list = node('ol', { class: 'calls' });
  const reads = node('input', { type: 'checkbox', id: 'wire-reads', onchange: () => show() });
  const kind = node(
    'select',
    { 'aria-label': 'Which calls', onchange: () => show() },
    node('option', { value: '' }, 'Graph and Teams'),
    node('option', { value: 'Graph' }, 'Graph only'),
    node('option', { value: 'Teams' }, 'Teams only'),
  );
  const close = node('button', { type: 'button', onclick: () => toggle() }, 'Close');
  drawer.replaceChildren(
    node(
      'div',
      { class: 'wire-bar' },
      node('h2', { id: 'wire-title' }, 'On the wire'),
      kind,
      node('label', {}, reads, ' Reads too'),
      close,
    ),
    node(
      'div',
      { class: 'wire-room', tabindex: '0', role: 'region', 'aria-label': 'Calls, newest first' },
      list,
    ),
  );
  drawer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') toggle();
  });
  button.addEventListener('click', toggle);
  const drawn = new Map();

  function toggle() {
    drawer.hidden = !drawer.hidden;
    button.setAttribute('aria-expanded', String(!drawer.hidden));
    document.body.classList.toggle('with-wire', !drawer.hidden);
    if (drawer.hidden) return button.focus();
    kind.focus();
    return show();
  }

  async function show() {
    if (drawer.hidden) return;
    const calls = (await readCalls(tenantUrl))
      .filter((call) => kind.value === '' || call.kind === kind.value)
      .filter((call) => reads.checked || !call.read)
      .slice(0, most);
    const seen = new Map();
    const items = calls.map((call) => {
      // Calls have no id of their own: the same words at the same moment are counted.
      const words = `${call.at} ${call.way} ${call.method} ${call.path} ${call.status}`;
      const count = (seen.get(words) ?? 0) + 1;
      seen.set(words, count);
      const key = `${words} ${count}`;
      const item = drawn.get(key) ?? drawCall(call, timeZone);
      drawn.set(key, item);
      return item;
    });
    const keep = new Set(items);
    for (const [key, item] of drawn) if (!keep.has(item)) drawn.delete(key);
    update(list, items);
  }

  return { show };
}

/** New calls are put in; what stays is not moved, so that open ones and the keyboard stay where they are. */
function update(list, items) {
  const keep = new Set(items);
  for (const item of [...list.children]) if (!keep.has(item)) item.remove();
  let next = list.firstChild;
  for (const item of items) {
    if (item === next) next = next.nextSibling;
    else list.insertBefore(item, next);
  }
}

const pretty = (value) => JSON.stringify(value, null, 2) ?? '';

function drawCall(call, timeZone) {
  const { way, method, path, status, body, answer } = call;
  const fine = status >= 200 && status < 300;
  const outcome = status === 0 ? 'no answer' : String(status);
  const details = node(
    'details',
    {},
    node(
      'summary',
      {},
      node(
        'time',
        { datetime: call.at },
        new Date(call.at).toLocaleTimeString([], { hour12: false, timeZone }),
      ),
      node('span', { class: `way ${call.kind.toLowerCase()}` }, way),
      node('span', { class: fine ? 'status' : 'status bad' }, outcome),
      node('span', { class: 'path' }, `${method} ${path}`),
    ),
  );
  // Bodies are long: they are written out when somebody looks.
  details.addEventListener(
    'toggle',
    () => {
      const parts = [body, answer].filter(
        (part) => part !== undefined && part !== null && part !== '',
      );
      if (parts.length === 0) details.append(node('p', { class: 'nothing' }, 'No body.'));
      for (const part of parts)
        details.append(
          node(
            'pre',
            { tabindex: '0', role: 'region', 'aria-label': part === body ? 'Sent' : 'Answered' },
            pretty(part),
          ),
        );
    },
    { once: true },
  );
  return node('li', {}, details);
}
