// The page of the practice Teams: three chats and the partners' mailbox side by side, on narrow screens one at a time.
// It draws each person's view as the server gives it.
import { get, node, oneAtATime } from './ask.js';
import { chatColumn } from './chat-column.js';
import { frameLanguage, words } from './frame-words.js';
import { knobsPanel } from './knobs.js';
import { mailbox } from './mailbox.js';
import { wireDrawer } from './wire.js';

const el = (id) => document.getElementById(id);
const theme = () => document.documentElement.dataset.theme;
/** The requester, an owner, and the project's channel in the view of its other owner. */
const usual = ['alex/personal', 'megan/personal', 'adele/atlas'];

document.documentElement.lang = frameLanguage;
el('tagline').textContent = words.tagline;
el('theme-name').textContent = words.colours;
for (const option of el('theme').options) option.textContent = words.themes[option.value];
el('knobs-button').textContent = words.knobs.title;
el('wire-button').textContent = words.wire;
el('tabs').setAttribute('aria-label', words.columns);

const company = await get('/sandbox/company');
const { tenantUrl } = company;
const hostConfigs = {
  light: await get('/page/host-config-light.json'),
  dark: await get('/page/host-config-dark.json'),
};

const columns = startPlaces().map(([as, room], n) =>
  chatColumn({ id: `chat-${n + 1}`, start: { as, room }, changed: () => moved() }),
);
if (tenantUrl) columns.push(mailbox({ tenantUrl, timeZone: company.timeZone }));
const knobs = knobsPanel({ panel: el('knobs'), button: el('knobs-button'), tenantUrl });
const wire = wireDrawer({ drawer: el('wire'), button: el('wire-button'), company });

/** Reads the persons and chats of the columns from the address, so that a reload or a link brings them back. */
function startPlaces() {
  const named = decodeURIComponent(location.hash.slice(1)).split(',');
  return usual.map((place, n) => {
    const [as, room] = (named[n] ?? '').split('/');
    const person = company.people.find(({ key }) => key === as);
    if (!person || (room !== 'personal' && !person.channels.includes(room)))
      return place.split('/');
    return [as, room];
  });
}

function moved() {
  const places = columns.map((column) => column.place()).filter((place) => place !== 'mail');
  history.replaceState(null, '', places.join() === usual.join() ? '#' : `#${places.join()}`);
  return update();
}

// Tabs show the same columns one at a time.

let current = 0;
const news = new Set();

function choose(n) {
  current = n;
  news.delete(n);
  for (const [i, { section }] of columns.entries()) section.classList.toggle('current', i === n);
  columns[n].shown();
  drawTabs();
}

function drawTabs() {
  const focused = el('tabs').contains(document.activeElement);
  el('tabs').replaceChildren(
    ...columns.map((column, n) =>
      node(
        'button',
        {
          type: 'button',
          'aria-current': n === current && 'true',
          'aria-label': `${column.tabTitle()}${news.has(n) ? ` (${words.isNew})` : ''}`,
          class: news.has(n) && 'new',
          onclick: () => choose(n),
        },
        column.tabName(),
      ),
    ),
  );
  if (focused) el('tabs').children[current]?.focus();
}

const update = oneAtATime(async () => {
  const counts = tenantUrl ? await get(`${tenantUrl}/sandbox/counts`) : undefined;
  const oldClient = await knobs.show(counts);
  const settings = {
    counts,
    company: await get('/sandbox/company'),
    oldClient,
    theme: theme(),
    hostConfig: hostConfigs[theme()],
  };
  const told = await Promise.all(columns.map((column) => column.show(settings)));
  for (const [n, isNew] of told.entries()) if (isNew && n !== current) news.add(n);
  drawTabs();
}, 40);
const updateWire = oneAtATime(wire.show, 200);

function listen(url) {
  const events = new EventSource(url);
  const look = () => {
    update().catch(() => undefined);
    updateWire().catch(() => undefined);
  };
  events.addEventListener('change', look);
  // The page missed all changes before the connection opened.
  events.addEventListener('open', look);
}

el('columns').append(...columns.map(({ section }) => section));
document.body.classList.toggle('without-mail', !tenantUrl);
await update();
choose(0);
addEventListener('theme', update);
listen('/events');
if (tenantUrl) listen(`${tenantUrl}/sandbox/events`);
for (const column of columns) await column.open();
