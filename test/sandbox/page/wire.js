import { get, node } from './ask.js';

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

async function readCalls(tenantUrl) {
  const teams = (await get('/sandbox/wire?last=600')).map(teamsCall);
  if (!tenantUrl) return teams;
  const graph = (await get(`${tenantUrl}/sandbox/requests?last=600`)).map(graphCall);
  const told = (await get(`${tenantUrl}/sandbox/deliveries?last=200`)).map(notification);
  return [...teams, ...graph, ...told].sort((a, b) => b.time - a.time);
}

const at = (call) => ({ at: call.at, time: Date.parse(call.at), method: call.method });

const teamsCall = (call) => ({
  ...at(call),
  kind: 'Teams',
  way: call.to === 'bot' ? 'Teams \u2192 bot' : 'bot \u2192 Teams',
  path: call.to === 'bot' ? said(call.body) : short(call.path),
  status: call.status,
  body: call.body,
  answer: call.answer,
  read: call.to === 'teams' && call.method === 'GET',
});

/** Without what is the same in all, and of long ids the beginning. */
const short = (path) =>
  decodeURIComponent(path)
    .replace(/^\/teams/, '')
    .replace(/(\/conversations\/[^/]{10})[^/]+/, '$1\u2026');

const said = ({ type, name, value, text }) =>
  [type, name, value?.action?.verb ?? value?.verb ?? value?.action, text]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');

const graphCall = (call) => ({
  ...at(call),
  kind: 'Graph',
  way: 'bot \u2192 Graph',
  path: call.path,
  status: call.status,
  body: call.body,
  answer: call.answer,
  read: call.method === 'GET' || call.path.endsWith('/checkMemberGroups'),
});

const notification = (call) => ({
  ...at(call),
  kind: 'Graph',
  way: 'Graph \u2192 bot',
  method: 'POST',
  path: new URL(call.url).pathname,
  status: call.status,
  body: call.body,
  read: false,
});

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
