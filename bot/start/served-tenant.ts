import { type Db, inTransaction } from '../../src/store/database.ts';
import { lockValue, readValue, writeValue } from '../../src/store/kept-values.ts';

export type ServedTenant = {
  /** The tenant that the bot serves. On one machine without a configured tenant: the first that an activity names. */
  admit(offered: string): Promise<string>;
  /** Undefined before the first activity. */
  now(): Promise<string | undefined>;
};

const name = 'tenant';

/** Answers with the configured tenant. In loopback mode without one it stores the first that an activity names. */
export function servedTenant(
  db: Db,
  configured: string | undefined,
  now: () => Date,
): ServedTenant {
  if (configured !== undefined) {
    return { admit: async () => configured, now: async () => configured };
  }
  const read = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    now: async () => read(await readValue(db, name)),
    async admit(offered) {
      const known = read(await readValue(db, name));
      if (known !== undefined) return known;
      return await inTransaction(db, async (trx) => {
        const first = read(await lockValue(trx, name, now())) ?? offered;
        await writeValue(trx, name, first, now());
        return first;
      });
    },
  };
}
