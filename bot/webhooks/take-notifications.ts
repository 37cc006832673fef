import { batchCalls } from '../../src/batch-calls.ts';
import type { Light } from '../../src/store/fast-database.ts';
import { type HeardGuest, writeHeard } from '../../src/store/guests/notified-guests.ts';
import type { ChangeHint } from './notification-routes.ts';

type Deps = {
  light: Light;
  ownHints: (hints: readonly ChangeHint[]) => Promise<ChangeHint[]>;
  tenant: () => Promise<string | undefined>;
  /** Wakes the checks, which otherwise wait for their next turn. */
  checkGuests: () => void;
};

/**
 * Stores which guests Graph says have changed, many in one statement. Believes nothing: a check reads each from Graph
 * later. Resolves once they are stored.
 */
export function takeNotifications(deps: Deps): (hints: readonly ChangeHint[]) => Promise<void> {
  const writeDown = batchCalls<HeardGuest, HeardGuest>({
    async call(said) {
      const tenantId = await deps.tenant();
      if (tenantId === undefined) return said;
      if ((await writeHeard(deps.light, tenantId, said)) > 0) deps.checkGuests();
      return said;
    },
    nameOf,
    mayRepeat: () => true,
  });
  return async (hints) => {
    const said = (await deps.ownHints(hints)).flatMap(({ userId, changeType }) =>
      userId === undefined ? [] : [{ objectId: userId, gone: changeType === 'deleted' }],
    );
    const once = new Map(said.map((each) => [nameOf(each), each]));
    await Promise.all([...once.values()].map((each) => writeDown(each)));
  };
}

const nameOf = ({ objectId, gone }: HeardGuest) => `${gone ? 'gone' : 'changed'} ${objectId}`;
