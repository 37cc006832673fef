import { registerHooks } from 'node:module';
import type { Db } from '../../../src/store/database.ts';
import { findPartner, pendingPartners } from '../../../src/store/guests/partners-in-sight.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { type ReadCard, readCard } from '../cards-on-screen.ts';
import type { CardRow, State } from '../read-state.ts';
import type { Lie } from './lies.ts';

const bot = new URL('../../../bot/', import.meta.url).href;
const changed = new Map<string, { url: string; change: (source: string) => string }>();

/** Loads a separate copy of the bot's modules for each lie: the imports of a changed module get its mark too. */
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const mark = /\?lie=.*$/.exec(context.parentURL ?? '')?.[0];
    const isOurs = found.url.startsWith(bot) && found.url.endsWith('.ts');
    return mark !== undefined && isOurs ? { ...found, url: `${found.url}${mark}` } : found;
  },
  load(url, context, next) {
    const found = next(url, context);
    const [path, mark] = url.split('?lie=');
    const lie = changed.get(mark ?? '');
    if (lie === undefined || lie.url !== path) return found;
    return { ...found, source: lie.change(String(found.source)) };
  },
});

type Draw = (row: CardRow, db: Db, now: Date) => Promise<unknown>;
type Drawing = {
  draw: Draw;
  /** What the bot answers to `pending` and, of each partner, to `guest`, to somebody who sees all rows. */
  answer: (db: Db, state: State) => Promise<object[]>;
};

/** Loads the drawing code with one lie in it, or unchanged without a lie. */
export async function drawer(lie?: Lie): Promise<Drawing> {
  const mark = `${changed.size}`;
  let isChanged = lie === undefined;
  changed.set(mark, {
    url: `${bot}${lie?.file}`,
    change(source) {
      if (lie === undefined || source.split(lie.from).length !== 2)
        throw new Error(
          `Point this lie at today's code: bot/${lie?.file} does not hold once: ${lie?.from}`,
        );
      isChanged = true;
      return source.replace(lie.from, () => lie.to);
    },
  });
  const at = (name: string) => `${bot}drawing/${name}.ts?lie=${mark}`;
  const request: typeof import('../../../bot/drawing/draw-request.ts') = await import(
    at('draw-request')
  );
  const approval: typeof import('../../../bot/drawing/draw-approval.ts') = await import(
    at('draw-approval')
  );
  const digest: typeof import('../../../bot/drawing/draw-alert-digest.ts') = await import(
    at('draw-alert-digest')
  );
  const alert: typeof import('../../../bot/drawing/draw-alert.ts') = await import(at('draw-alert'));
  const notice: typeof import('../../../bot/drawing/draw-notice.ts') = await import(
    at('draw-notice')
  );
  const answer = await answerer(mark);
  if (!isChanged) throw new Error(`No card is drawn by ${lie?.file}`);
  const draw: Draw = async (row, db, now) => {
    const language = row.locale?.startsWith('nl') ? 'nl' : 'en';
    const viewer = { language, timeZone: row.timeZone ?? 'UTC', now } as const;
    const { subjectId, detail } = row;
    switch (row.kind) {
      case 'request': {
        const read = await readRequest(db, subjectId);
        return read && (await request.drawRequest(db, read, viewer)).card;
      }
      case 'approval': {
        const as =
          row.place === 'person'
            ? ({ as: 'owner', personId: row.placeKey, list: 'first' } as const)
            : ({ as: 'channel', ownersInTeams: [] } as const);
        return (await approval.drawApproval(db, subjectId, { ...viewer, ...as }))?.card;
      }
      case 'alert':
        return await alert.drawAlert(db, { subjectId, maybePosted: false }, viewer);
      case 'digest': {
        const what = { digestId: subjectId, version: row.wanted, list: 'first' } as const;
        return await digest.drawAlertDigest(db, { ...what, maybePosted: false }, viewer);
      }
      case 'notice':
        return notice.drawNotice(detail, language);
    }
  };
  return { draw, answer };
}

async function answerer(mark: string): Promise<Drawing['answer']> {
  const at = (name: string) => `${bot}${name}.ts?lie=${mark}`;
  const { guestView }: typeof import('../../../bot/drawing/guest-view.ts') = await import(
    at('drawing/guest-view')
  );
  const { guestCard }: typeof import('../../../bot/cards/guest-card.ts') = await import(
    at('cards/guest-card')
  );
  const { pendingCard }: typeof import('../../../bot/cards/pending-card.ts') = await import(
    at('cards/pending-card')
  );
  return async (db, { graph, guests, projects }) => {
    const sight = {
      tenantId: graph.tenant.id,
      requesterId: '',
      own: false,
      projects: [],
      all: true,
    };
    const named = (key: string) => projects.find((project) => project.key === key)?.name ?? key;
    const rows = await pendingPartners(db, sight, { projectKey: undefined, limit: 20 });
    const partners = rows.map((row) => ({ ...row, project: named(row.projectKey) }));
    const count = rows[0]?.inAll ?? 0;
    const cards = [pendingCard({ partners, count, timeZone: 'UTC' }, 'en').card];
    for (const { id } of guests) {
      const found = await findPartner(db, sight, { id });
      if (found) cards.push(guestCard(await guestView(db, found, 'UTC'), 'en').card);
    }
    return cards;
  };
}

/** Draws every card in Teams again with this drawing code, and some answers. */
export async function drawAll(
  { draw, answer }: Drawing,
  db: Db,
  state: State,
): Promise<{ cards: ReadCard[]; answers: object[]; texts: string[] }> {
  const read: ReadCard[] = [];
  const texts: string[] = [];
  for (const row of state.cards) {
    const drawn = await draw(row, db, new Date());
    if (typeof drawn !== 'object' || drawn === null || !('card' in drawn)) continue;
    read.push(readCard(row, drawn.card, row.placeKey));
    texts.push(JSON.stringify(drawn.card));
  }
  const answers = await answer(db, state);
  return {
    cards: read,
    answers,
    texts: [...texts, ...answers.map((each) => JSON.stringify(each))],
  };
}
