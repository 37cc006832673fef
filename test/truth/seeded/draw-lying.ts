import type { Card } from '../../../bot/cards/render-card.ts';
import type { Db } from '../../../src/store/database.ts';
import { findPartner } from '../../../src/store/guests/partners-in-sight.ts';
import { pendingPartners } from '../../../src/store/guests/pending-partners.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { people } from '../../sandbox/seed.ts';
import { answerClaims } from '../answer-truth.ts';
import { readCard } from '../cards-on-screen.ts';
import { liesAmong } from '../claim.ts';
import { liesIn } from '../compare.ts';
import type { CardRow, State } from '../read-state.ts';
import type { Lie } from './lie.ts';
import { type Modules, modulesWith } from './lying-modules.ts';

type Draw = (row: CardRow, db: Db, now: Date) => Promise<Card | undefined>;
type Answer = (db: Db, state: State) => Promise<Card[]>;
/** A drawn card, and a sentence for each false statement in it. */
export type Drawn = { text: string; lies: (state: State) => string[] };

const viewerOf = ({ locale, timeZone }: CardRow, now: Date) => {
  const language = locale?.startsWith('nl') === true ? 'nl' : 'en';
  return { language, timeZone: timeZone ?? 'UTC', now } as const;
};
const everything = (state: State) => ({
  tenantId: state.graph.tenant.id,
  requesterId: '',
  own: false,
  projects: [],
  all: true,
});

/** Loads what draws each kind of card. Leaves out kinds that the lie cannot reach. */
const drawers: Record<CardRow['kind'], (at: Modules['at']) => Promise<Draw | undefined>> = {
  async request(at) {
    const path = at('drawing/draw-request.ts');
    if (path === undefined) return undefined;
    const { drawRequest }: typeof import('../../../bot/drawing/draw-request.ts') = await import(
      path
    );
    return async (row, db, now) => {
      const read = await readRequest(db, row.subjectId);
      return read && (await drawRequest(db, read, viewerOf(row, now))).card;
    };
  },
  async approval(at) {
    const path = at('drawing/draw-approval.ts');
    if (path === undefined) return undefined;
    const { drawApproval }: typeof import('../../../bot/drawing/draw-approval.ts') = await import(
      path
    );
    return async (row, db, now) => {
      const as =
        row.place === 'person'
          ? ({ as: 'owner', personId: row.placeKey, list: 'first' } as const)
          : ({ as: 'channel', ownersInTeams: [] } as const);
      return (await drawApproval(db, row.subjectId, { ...viewerOf(row, now), ...as }))?.card;
    };
  },
  async alert(at) {
    const path = at('drawing/draw-alert.ts');
    if (path === undefined) return undefined;
    const { drawAlert }: typeof import('../../../bot/drawing/draw-alert.ts') = await import(path);
    return ({ subjectId, ...row }, db, now) =>
      drawAlert(db, { subjectId, maybePosted: false }, viewerOf({ subjectId, ...row }, now));
  },
  async digest(at) {
    const path = at('drawing/draw-alert-digest.ts');
    if (path === undefined) return undefined;
    const { drawAlertDigest }: typeof import('../../../bot/drawing/draw-alert-digest.ts') =
      await import(path);
    return (row, db, now) => {
      const what = { digestId: row.subjectId, version: row.wanted, list: 'first' } as const;
      return drawAlertDigest(db, { ...what, maybePosted: false }, viewerOf(row, now));
    };
  },
  async notice(at) {
    const path = at('drawing/draw-notice.ts');
    if (path === undefined) return undefined;
    const { drawNotice }: typeof import('../../../bot/drawing/draw-notice.ts') = await import(path);
    return async (row, _db, now) => drawNotice(row.detail, viewerOf(row, now).language);
  },
};

/** The bot's answer to `pending`, to somebody who sees all rows. */
async function pendingAnswer(at: Modules['at']): Promise<Answer | undefined> {
  const path = at('cards/pending-card.ts');
  if (path === undefined) return undefined;
  const { pendingCard }: typeof import('../../../bot/cards/pending-card.ts') = await import(path);
  return async (db, state) => {
    const rows = await pendingPartners(db, everything(state), { projectKey: undefined, limit: 20 });
    const partners = rows.map((row) => {
      const project = state.projects.find(({ key }) => key === row.projectKey);
      return { ...row, project: project?.name ?? row.projectKey };
    });
    const count = rows[0]?.inAll ?? 0;
    return [pendingCard({ partners, from: 1, count, timeZone: 'UTC' }, 'en')];
  };
}

/** The bot's answer to `guest`, about each partner, to somebody who sees all rows. */
async function guestAnswer(at: Modules['at']): Promise<Answer | undefined> {
  const [view, card] = [at('drawing/guest-view.ts'), at('cards/guest-card.ts')];
  if (view === undefined && card === undefined) return undefined;
  const { guestView }: typeof import('../../../bot/drawing/guest-view.ts') = await import(
    view ?? '../../../bot/drawing/guest-view.ts'
  );
  const { guestCard }: typeof import('../../../bot/cards/guest-card.ts') = await import(
    card ?? '../../../bot/cards/guest-card.ts'
  );
  return async (db, state) => {
    const cards: Card[] = [];
    for (const { id } of state.guests) {
      const found = await findPartner(db, everything(state), { id });
      if (found)
        cards.push(
          guestCard(await guestView({ db, sponsorsOf: async () => undefined }, found, 'UTC'), 'en'),
        );
    }
    return cards;
  };
}

type On = { db: Db; state: State; now: Date };

/**
 * Draws every card in Teams again, and some answers, with the lie in the drawing code or without one. With a lie: only
 * the kinds of card that it can reach.
 */
export async function drawAll(lie: Lie | undefined, on: On): Promise<Drawn[]> {
  const { at, isLoaded } = modulesWith(lie);
  const drawn = [...(await drawCards(at, on)), ...(await drawAnswers(at, on))];
  if (!isLoaded()) throw new Error(`No card is drawn by ${lie?.file}`);
  return drawn;
}

async function drawCards(at: Modules['at'], { db, state, now }: On): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const [kind, load] of Object.entries(drawers)) {
    const draw = await load(at);
    for (const row of draw ? state.cards.filter((each) => each.kind === kind) : []) {
      const card = (await draw?.(row, db, now))?.card;
      const lies = (is: State) => liesIn([readCard(row, card, row.placeKey)], is);
      if (card !== undefined) drawn.push({ text: JSON.stringify(card), lies });
    }
  }
  return drawn;
}

async function drawAnswers(at: Modules['at'], { db, state }: On): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const load of [pendingAnswer, guestAnswer]) {
    const answer = await load(at);
    for (const { card } of (await answer?.(db, state)) ?? []) {
      const lies = (is: State) => liesAmong(answerClaims(card, is, people.alex.objectId));
      drawn.push({ text: JSON.stringify(card), lies });
    }
  }
  return drawn;
}
