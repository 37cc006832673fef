import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { isOpen } from '../fragments.ts';
import { one } from '../statement.ts';
import { isHeard } from '../telling/alert-trains.ts';
import { isDueCard } from '../telling/due-cards.ts';

/** For each loop: whether there may be something for it to do. */
export type DueWork = {
  steps: boolean;
  rights: boolean;
  cards: boolean;
  telling: boolean;
  guestChecks: boolean;
  reviews: boolean;
};

const approved = sql`exists (select from invitation where state = 'approved')`;
const trials = sql`exists (
  select from request where state = 'confirmed' and trial_left is not null and held_at is null)`;
const dueSteps = (now: Date) => sql`exists (
  select from step where ${isOpen('step')} and due_at <= ${now} and (lease_until is null or lease_until <= ${now}))`;
const rights = sql`exists (select from approval where rights_due)`;
// Without the order PostgreSQL expects to find one soon, and reads the whole table.
const cards = (now: Date) => sql`exists (
  select from (select 1 from shown_card where ${isDueCard(now)} order by due_at limit 1) first_due)`;
const alerts = sql`exists (select from alert where routed_at is null)
  or exists (select from alert where line = 'due')
  or exists (select from alert where access = 'repairing')
  or exists (
    select from alert_copy c join place p on p.id = c.place_id
    where c.placed_at is null and p.dead_at is null and ${isHeard})`;
const approvals = sql`exists (
  select from approval where told <> 'decided' and (told = 'nothing' or state <> 'open'))`;
const news = sql`exists (select from news where told_at is null)`;
const guestChecks = (now: Date) => sql`exists (select from heard)
  or exists (select from guest where look_due_at <= ${now} and object_id is not null)`;
const reviews = (now: Date) => sql`exists (
    select from request where state = 'draft' and review_due_at <= ${now})
  or exists (select from request where read_at is null and reading_until < ${now})`;

/**
 * Asks in one statement which loops may have something to do. A yes may be wrong, because the loop itself may have to
 * wait. A no is always right. For each question PostgreSQL reads an index on open rows alone.
 */
export async function readDueWork(db: Db, now: Date): Promise<DueWork> {
  return await one(db)`
    select ${approved} or ${trials} or ${dueSteps(now)} as steps,
      ${rights} as rights,
      ${cards(now)} as cards,
      ${alerts} or ${approvals} or ${news} as telling,
      ${guestChecks(now)} as guest_checks,
      ${reviews(now)} as reviews`;
}
