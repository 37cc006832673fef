import * as v from 'valibot';
import type { Db } from '../../src/store/database.ts';
import {
  type GiveUp,
  partnersInQuestion,
  readGiveUp,
} from '../../src/store/invitations/give-ups.ts';
import { readProject } from '../../src/store/projects.ts';
import { giveUpCard } from '../cards/give-up-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { Language } from '../words/say.ts';

const shape = v.object({ giveUpId: v.number() });

/** Draws the question whether to revoke invitations. Undefined for another message. */
export async function drawGiveUpNotice(
  db: Db,
  stored: unknown,
  language: Language,
): Promise<Card | undefined> {
  const read = v.safeParse(shape, stored);
  const question = read.success ? await readGiveUp(db, read.output.giveUpId) : undefined;
  return question && (await drawGiveUp(db, question, language));
}

/** Draws a question as it stands now. */
export async function drawGiveUp(db: Db, question: GiveUp, language: Language): Promise<Card> {
  const { id: giveUpId, projectKey, answer } = question;
  const named = await partnersInQuestion(db, giveUpId);
  const open = named.filter(({ waits }) => waits);
  const answered = answer ?? (open.length === 0 ? ('done' as const) : undefined);
  const partners = answered === undefined ? open : named;
  const project = (await readProject(db, projectKey))?.name ?? projectKey;
  const view = {
    ...{ giveUpId, project, partners, answered },
    count: partners.length,
    settled: named.length - open.length,
  };
  return giveUpCard(view, language);
}
