import { get, node, send } from './ask.js';
import { words } from './frame-words.js';
import { subscriptionRow } from './subscription.js';
import { turnClock } from './turn-clock.js';

const say = words.knobs;

const lags = (ms) =>
  Object.fromEntries(
    [
      'references',
      'appRoles',
      'licences',
      'filters',
      'lists',
      'reads',
      'patches',
      'memberships',
      'delta',
    ].map((kind) => [kind, ms[kind] ?? ms.all]),
  );
const mildLags = {
  references: 600,
  appRoles: 1000,
  licences: 800,
  filters: 1500,
  lists: 2000,
  reads: 300,
  patches: 500,
  memberships: 300,
  delta: 500,
};

/** The switches. `on` and `off` are knobs of the tenant or of Teams (`where`). The words are under `key`. */
const switches = [
  {
    key: 'slow',
    where: 'tenant',
    on: { latencyMs: 3000 },
    off: { latencyMs: 0 },
    isOn: (knobs) => knobs.latencyMs >= 3000,
  },
  {
    key: 'throttling',
    where: 'tenant',
    on: { limits: { invitations: { count: 2, seconds: 10 } } },
    off: { limits: { invitations: { count: 150, seconds: 5 } } },
    isOn: (knobs) => knobs.limits.invitations.count < 150,
  },
  {
    key: 'replication',
    where: 'tenant',
    on: { lagMs: lags({ all: 15_000 }) },
    off: { lagMs: lags(mildLags) },
    isOn: (knobs) => knobs.lagMs.references >= 15_000,
  },
  {
    key: 'lost',
    where: 'tenant',
    on: { lost: { before: 0, after: 0.33, writesOnly: true } },
    off: { lost: { before: 0, after: 0, writesOnly: false } },
    isOn: (knobs) => knobs.lost.after > 0,
  },
  {
    key: 'blocked',
    where: 'tenant',
    on: { tenantBlocked: true },
    off: { tenantBlocked: false },
    isOn: (knobs) => knobs.tenantBlocked,
  },
  {
    key: 'notifications-lost',
    where: 'tenant',
    on: { notifications: { lostProbability: 1 } },
    off: { notifications: { lostProbability: 0 } },
    isOn: (knobs) => knobs.notifications.lostProbability > 0,
  },
  {
    key: 'notifications-late',
    where: 'tenant',
    on: { notifications: { lateMs: 30_000 } },
    off: { notifications: { lateMs: 100 } },
    isOn: (knobs) => knobs.notifications.lateMs >= 30_000,
  },
  {
    key: 'notifications-thrice',
    where: 'tenant',
    on: { notifications: { repeat: 3 } },
    off: { notifications: { repeat: 2 } },
    isOn: (knobs) => knobs.notifications.repeat >= 3,
  },
  {
    key: 'old-client',
    where: 'teams',
    on: { oldClient: true },
    off: { oldClient: false },
    isOn: (knobs) => knobs.oldClient,
  },
];

/** The panel of problems. The practice tenant and Teams keep the state of the switches, so all windows show the same. */
export function knobsPanel({ panel, button, tenantUrl }) {
  const addressOf = (where) => `${where === 'tenant' ? tenantUrl : ''}/sandbox/knobs`;
  /** Counts turns of switches, to ignore a state that the page read before or during one. */
  let turns = 0;
  let underWay = 0;
  const turn = async (one, on) => {
    turns += 1;
    underWay += 1;
    await send('PATCH', addressOf(one.where), on ? one.on : one.off);
    underWay -= 1;
    // The event may have come before the answer.
    if (underWay === 0) await show();
  };
  const shown = switches.filter(({ where }) => where === 'teams' || tenantUrl);
  const boxes = new Map();
  const rows = shown.map((one) => {
    const box = node('input', {
      type: 'checkbox',
      role: 'switch',
      id: `knob-${one.key}`,
      'aria-describedby': `about-${one.key}`,
      onchange: () => turn(one, box.checked),
    });
    boxes.set(one, box);
    const [name, about] = say[one.key];
    return node(
      'li',
      {},
      box,
      node('label', { for: `knob-${one.key}` }, name),
      node('p', { id: `about-${one.key}` }, about),
    );
  });
  const calm = node(
    'button',
    {
      type: 'button',
      onclick: () =>
        Promise.all(shown.filter((one) => boxes.get(one).checked).map((one) => turn(one, false))),
    },
    say.calm,
  );
  const clock = turnClock();
  const subscription = subscriptionRow(tenantUrl);
  panel.replaceChildren(
    node('h2', { id: 'knobs-title' }, say.title),
    node('ul', {}, ...rows),
    node('p', { class: 'row' }, calm),
    ...(tenantUrl ? [subscription.row, clock.row] : []),
  );

  function draw(teams, tenant) {
    for (const [one, box] of boxes) box.checked = one.isOn(one.where === 'teams' ? teams : tenant);
    const count = [...boxes.values()].filter(({ checked }) => checked).length;
    const title = count > 0 ? `${say.title} (${count})` : say.title;
    const later = clock.show(teams.clockOffsetMs);
    button.textContent = [title, ...later].join(', ');
    button.classList.toggle('on', button.textContent !== say.title);
  }

  /** Reads and draws the state of the switches. Resolves with true when clients are old. */
  async function show(counts) {
    if (counts) subscription.show(counts);
    const before = turns;
    const teams = await get(addressOf('teams'));
    const tenant = tenantUrl ? await get(addressOf('tenant')) : undefined;
    if (before === turns && underWay === 0) draw(teams, tenant);
    return teams.oldClient;
  }

  return { show };
}
