import { after } from '../../guests/ending/calendar.ts';
import { decideAccount } from '../../guests/ending/decide-account.ts';
import { whenOver } from '../../guests/project/ending-defaults.ts';
import { markBlocked } from '../../store/endings/accounts.ts';
import type { TakingDeps } from '../taking/taking-deps.ts';
import type { AccountStep } from './account-step.ts';
import { mayChange, seeAccount } from './see-account.ts';
import { settleAccount } from './settle-account.ts';

/**
 * Blocks an account that the bot made and that no invitation needs any more, by the project's rule as it was when the
 * end began: `target` is its `whenOver`, `detail` its `removeAfter`.
 */
export async function carryOutBlock(deps: TakingDeps, step: AccountStep): Promise<void> {
  const rules = whenOver.filter((rule) => rule === step.target);
  const seen = await seeAccount(deps, step.objectId);
  const decide = (account: Parameters<typeof decideAccount>[0]) =>
    decideAccount(account, new Set(), rules);
  if (!(await mayChange(deps, step, { seen, decide }))) return;
  const removes = step.target === 'remove';
  await settleAccount(deps, step, await deps.blockAccount(step.objectId), {
    event: 'account blocked',
    gone: 'ends',
    async changed(trx, now) {
      const removeAt = removes ? (after(now, step.detail, 'UTC') ?? null) : null;
      await markBlocked(trx, step.guestId, removeAt, now);
    },
  });
}
