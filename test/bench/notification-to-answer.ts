import { setTimeout as pause } from 'node:timers/promises';
import { openRedemptions, type RedemptionScene, redeem } from './redemption-scene.ts';
import { ms, percentile, type Row, type Table } from './table.ts';

const seconds = 10;
const perSecond = 500;
const guests = 1000;
/** The bench fails if the bot has not checked all guests after this time. */
const patienceMs = 120_000;

/** Sends 500 notifications a second, singly and twenty at a time, and measures the time to the 202. */
export async function notificationToAnswer(): Promise<Table> {
  await using scene = await openRedemptions({
    partners: guests,
    replicas: 1,
    // Only notifications name guests.
    env: { REDEMPTION_POLL: 'PT1H' },
  });
  const told = await knownToBot(scene);
  const rows: Row[] = [];
  rows.push(await measure(scene, 'one by one, nothing new', { told, together: 1 }));
  rows.push(await measure(scene, '20 at a time, nothing new', { told, together: 20 }));
  await scene.tenant.turn({ notifications: { lostProbability: 1 } });
  for (const address of scene.addresses) await redeem(scene.tenant, address);
  rows.push(await measure(scene, 'one by one, all have accepted', { told, together: 1 }));
  return {
    title: `From a notification to its answer: ${perSecond} a second for ${seconds} s, about ${guests} guests`,
    heads: ['p50', 'p95', 'p99', 'max', '202', 'read', 'after the last'],
    rows,
    notes: [
      'Wanted: 202 within 100 ms. Read: guests that the bot has read from Graph since the first notification.',
    ],
  };
}

type Told = { clientState: string; ids: readonly string[] };

/** The secret that the bot gave Graph, and the accounts that it has invited. */
async function knownToBot({ tenant }: RedemptionScene): Promise<Told> {
  const calls = await tenant.calls();
  const made = calls.findLast(({ method, path }) => method === 'POST' && path === '/subscriptions');
  const { clientState } = Object(made?.body);
  const { guests: all } = await tenant.state();
  const ids = all.filter(({ state }) => state === 'PendingAcceptance').map(({ id }) => id);
  return { clientState: String(clientState), ids };
}

async function measure(
  scene: RedemptionScene,
  name: string,
  { told, together }: { told: Told; together: number },
): Promise<Row> {
  const before = (await scene.tenant.calls()).length;
  const url = `${scene.bots[0]?.url}/api/notifications`;
  const count = (perSecond * seconds) / together;
  const sent: Promise<{ took: number; status: number }>[] = [];
  const began = performance.now();
  for (let n = 0; n < count; n += 1) {
    const due = began + (n * 1000 * together) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    sent.push(send(url, batch(told, n * together, together), due));
  }
  const answers = await Promise.all(sent);
  const ended = performance.now();
  const looked = await untilLooked(scene, told, before);
  const took = answers.map((answer) => answer.took);
  const fine = answers.filter(({ status }) => status === 202).length;
  return {
    name,
    cells: [
      ...[0.5, 0.95, 0.99, 1].map((part) => ms(percentile(took, part))),
      `${fine} of ${answers.length}`,
      `${looked}`,
      ms(performance.now() - ended),
    ],
  };
}

const batch = ({ clientState, ids }: Told, from: number, count: number) => ({
  value: Array.from({ length: count }, (_, n) => {
    const id = ids[(from + n) % ids.length];
    return {
      subscriptionId: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07',
      clientState,
      changeType: 'updated',
      resource: `Users/${id}`,
      resourceData: { '@odata.type': '#Microsoft.Graph.User', '@odata.id': `Users/${id}`, id },
    };
  }),
});

/** Measures from the time at which the call was due, so that a late sender does not hide a wait. */
async function send(url: string, body: object, due: number) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  return { took: performance.now() - due, status: answer.status };
}

async function untilLooked({ tenant }: RedemptionScene, { ids }: Told, from: number) {
  const end = performance.now() + patienceMs;
  for (;;) {
    const read = new Set(
      (await tenant.calls())
        .slice(from)
        .flatMap(({ method, path }) =>
          method === 'GET' ? (/^\/users\/([^/?]+)/.exec(path)?.[1] ?? []) : [],
        ),
    );
    const looked = ids.filter((id) => read.has(id)).length;
    if (looked === ids.length) return looked;
    if (performance.now() > end)
      throw new Error(`The bot read only ${looked} of ${ids.length} guests`);
    await pause(100);
  }
}
