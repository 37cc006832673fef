// The page of the practice Teams: one person's chats, drawn from what the server says they see.
import { drawMessage } from './draw-message.js';
import { get, node, post } from './talk.js';

const el = (id) => document.getElementById(id);
const dark = matchMedia('(prefers-color-scheme: dark)');
const state = { as: 'alex', room: 'personal', company: undefined, host: {}, oldClient: false };
const drawn = new Map();

const view = () => ({
  as: state.as,
  hostConfig: state.host[dark.matches ? 'dark' : 'light'],
  oldClient: state.oldClient,
});
/** In the name of the person chosen, in the chat that is open. */
const act = (path, body = {}) => post(path, { as: state.as, in: state.room, ...body });

/** In channels a thread stays together, in the order of its first message. */
function inThreads(messages) {
  const roots = new Map();
  for (const message of messages) {
    const root = message.thread ?? message.id;
    roots.set(root, [...(roots.get(root) ?? []), message]);
  }
  return [...roots.values()].flat();
}

/** Puts the list in order. Only what changed is drawn again: somebody may be typing into a card. */
function place(messages) {
  const list = el('messages');
  const keep = new Set(messages.map((m) => m.id));
  for (const [id, { item }] of drawn) {
    if (keep.has(id)) continue;
    item.remove();
    drawn.delete(id);
  }
  let next = list.firstChild;
  for (const message of messages) {
    const json = JSON.stringify(message);
    const known = drawn.get(message.id);
    if (known?.json === json) {
      if (known.item === next) next = next.nextSibling;
      else list.insertBefore(known.item, next);
      continue;
    }
    const item = drawMessage(view(), message);
    drawn.set(message.id, { json, item });
    if (known?.item === next) next = next?.nextSibling ?? null;
    known?.item.remove();
    list.insertBefore(item, next);
  }
}

async function showNow() {
  const asked = `${state.as} ${state.room}`;
  const query = new URLSearchParams({ as: state.as, in: state.room });
  const messages = inThreads(await get(`/sandbox/messages?${query}`));
  if (asked !== `${state.as} ${state.room}`) return;
  const log = el('log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const first = drawn.size === 0;
  place(messages);
  if (atEnd || first) log.scrollTop = log.scrollHeight;
}

// One after the other: an answer that was overtaken would show what was.
let showing = Promise.resolve();
function show() {
  showing = showing.then(showNow, showNow);
  return showing;
}

function redraw() {
  drawn.clear();
  el('messages').replaceChildren();
  return show();
}

// People and chats

const person = () => state.company.people.find((p) => p.key === state.as);

function choices() {
  const rooms = [{ key: 'personal', name: 'Guestlist' }];
  for (const channel of state.company.channels)
    if (person().channels.includes(channel.key)) rooms.push(channel);
  return rooms;
}

function drawRooms() {
  const items = choices().map(({ key, name }) => {
    const here = document.body.dataset.tab === 'chat' && state.room === key;
    const go = () => choose({ room: key });
    return node(
      'li',
      {},
      node('button', { type: 'button', 'aria-current': here, onclick: go }, name),
    );
  });
  if (state.company.tenantUrl) {
    const here = document.body.dataset.tab === 'mail';
    const go = () => {
      document.body.dataset.tab = 'mail';
      drawRooms();
      loadMail();
    };
    const tab = node('button', { type: 'button', 'aria-current': here, onclick: go }, 'Mailbox');
    items.push(node('li', { class: 'mail' }, tab));
  }
  el('rooms').replaceChildren(...items);
}

async function choose({ as = state.as, room = state.room }) {
  state.as = as;
  state.room = choices().every((r) => r.key !== room) ? 'personal' : room;
  document.body.dataset.tab = 'chat';
  el('person').value = state.as;
  el('locale').value = person().locale;
  el('room-name').textContent = choices().find((r) => r.key === state.room).name;
  el('mention-box').hidden = state.room === 'personal';
  history.replaceState(null, '', `#${state.as}/${encodeURIComponent(state.room)}`);
  drawRooms();
  await redraw();
  await act('open');
}

function loadMail() {
  const url = `${state.company.tenantUrl}/mailbox`;
  el('mailbox').src = url;
  el('open-mail').href = url;
}

// Writing

async function send() {
  const text = el('text').value.trim();
  if (text === '') return;
  el('text').value = '';
  await act('say', { text, mention: el('mention').checked });
}

async function sendFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = el('text').value.trim();
  el('text').value = '';
  await act('file', { name: file.name, base64: bytes.toBase64(), text });
}

function wire() {
  el('person').addEventListener('change', (e) => choose({ as: e.target.value }));
  el('locale').addEventListener('change', async (e) => {
    await act('locale', { locale: e.target.value });
    state.company = await get('/sandbox/company');
  });
  el('compose').addEventListener('submit', (e) => {
    e.preventDefault();
    void send();
  });
  el('text').addEventListener('keydown', (e) => {
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    void send();
  });
  el('file').addEventListener('change', async (e) => {
    for (const file of e.target.files) await sendFile(file);
    e.target.value = '';
  });
  el('reload-mail').addEventListener('click', loadMail);
  dark.addEventListener('change', redraw);
  const main = el('chat');
  main.addEventListener('dragover', (e) => {
    e.preventDefault();
    main.classList.add('dropping');
  });
  main.addEventListener('dragleave', () => main.classList.remove('dropping'));
  main.addEventListener('drop', async (e) => {
    e.preventDefault();
    main.classList.remove('dropping');
    for (const file of e.dataTransfer.files) await sendFile(file);
  });
}

async function refreshAll() {
  const { oldClient } = await get('/sandbox/knobs');
  if (oldClient !== state.oldClient) {
    state.oldClient = oldClient;
    await redraw();
  } else await show();
}

async function start() {
  state.company = await get('/sandbox/company');
  state.host.light = await get('/page/host-config-light.json');
  state.host.dark = await get('/page/host-config-dark.json');
  const kind = (p) => (p.userType === 'Guest' ? ' (guest)' : '');
  el('person').replaceChildren(
    ...state.company.people.map((p) => node('option', { value: p.key }, p.name + kind(p))),
  );
  for (const name of state.company.samples) {
    const go = () => act('file', { sample: name, text: el('text').value.trim() });
    el('sample-buttons').append(node('button', { type: 'button', onclick: go }, name));
  }
  el('samples').open = matchMedia('(width >= 800px)').matches;
  document.body.classList.toggle('without-mail', !state.company.tenantUrl);
  if (state.company.tenantUrl) loadMail();
  wire();
  const [as, room] = decodeURIComponent(location.hash.slice(1)).split('/');
  const known = state.company.people.some((p) => p.key === as);
  await choose(known ? { as, room } : {});
  const events = new EventSource('/events');
  events.addEventListener('change', refreshAll);
  // After a pause anything may have changed.
  events.addEventListener('open', refreshAll);
}

await start();
