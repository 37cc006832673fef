import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { tryLock } from '../locks.ts';

/** What is due is begun by one replica at a time, until the transaction ends. False: another one does. */
export const takeDueTurn = (trx: Db): Promise<boolean> =>
  tryLock(trx, sql`hashtext('begin what is due')`);

/** Of several replicas one makes notices, until the transaction ends. */
export const takeNoticeTurn = (trx: Db): Promise<boolean> =>
  tryLock(trx, sql`hashtext('make notices of ends')`);

/** Of several replicas one tells the channels of ends, until the transaction ends. */
export const takeDigestTurn = (trx: Db): Promise<boolean> =>
  tryLock(trx, sql`hashtext('tell channels of ends')`);
