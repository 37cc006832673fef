import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { tryLock } from '../locks.ts';

/** Lets one replica at a time begin what is due, until its transaction ends. False: another replica does. */
export const takeDueTurn = (trx: Db): Promise<boolean> =>
  tryLock(trx, sql`hashtext('begin what is due')`);

/** Lets one replica at a time remind partners, until its transaction ends. */
export const takeReminderTurn = (trx: Db): Promise<boolean> =>
  tryLock(trx, sql`hashtext('remind partners')`);

/** Lets one replica at a time make notices, until its transaction ends. */
export const takeNoticeTurn = (trx: Db): Promise<boolean> =>
  tryLock(trx, sql`hashtext('make notices of ends')`);

/** Lets one replica at a time tell the channels of ends, until its transaction ends. */
export const takeDigestTurn = (trx: Db): Promise<boolean> =>
  tryLock(trx, sql`hashtext('tell channels of ends')`);
