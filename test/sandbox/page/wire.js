import { node } from './ask.js';
import { words } from './frame-words.js';
import { readCalls } from './wire-calls.js';

const say = words.calls;
const most = 250;

/** The network log: calls from the bot to Graph and Teams, and from both to the bot, newest first. */
export function wireDrawer({ drawer, button, company }) {
  const { tenantUrl, timeZone } = company;
  const list = node('ol', { class: 'calls' });
  const reads = node('input', { type: 'checkbox', id: 'wire-reads', onchange: () => show() });
  const kind = node(
    'select',
    { 'aria-label': say.which, onchange: () => show() },
    node('option', { value: '' }, say.both),
    node('option', { value: 'Graph' }, say.graph),
    node('option', { value: 'Teams' }, say.teams),
  );
  const close = node('button', { type: 'button', onclick: () => toggle() }, say.close);
  drawer.replaceChildren(
    node(
      'div',
      { class: 'wire-bar' },
      node('h2', { id: 'wire-title' }, say.title),
      kind,
      node('label', {}, reads, ` ${say.reads}`),
      close,
    ),
    node(
      'div',
      { class: 'wire-room', tabindex: '0', role: 'region', 'aria-label': say.list },
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
      // Calls have no id. Equal calls at the same time get a number each.
      const name = `${call.at} ${call.way} ${call.method} ${call.path} ${call.status}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      const key = `${name} ${count}`;
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

/** Adds new calls and moves none, so that open calls and the focus stay in place. */
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
  const outcome = status === 0 ? say.noAnswer : String(status);
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
  // Bodies are long, so the page draws one only when a person opens it.
  details.addEventListener(
    'toggle',
    () => {
      const parts = [body, answer].filter(
        (part) => part !== undefined && part !== null && part !== '',
      );
      if (parts.length === 0) details.append(node('p', { class: 'nothing' }, say.noBody));
      for (const part of parts)
        details.append(
          node(
            'pre',
            {
              tabindex: '0',
              role: 'region',
              'aria-label': part === body ? say.sent : say.answered,
            },
            pretty(part),
          ),
        );
    },
    { once: true },
  );
  return node('li', {}, details);
}
