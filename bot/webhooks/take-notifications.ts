import { gather } from '../../src/gather.ts';
import type { Light } from '../../src/store/fast-database.ts';
import { type HeardGuest, writeHeard } from '../../src/store/guests/notified-guests.ts';
import type { ChangeHint } from './notifications.ts';

type Deps = {
  light: Light;
  ownHints: (hints: readonly ChangeHint[]) => Promise<ChangeHint[]>;
  tenant: () => Promise<string | undefined>;
  /** Looks at once instead of at the next tick. */
  checkGuests: () => void;
};

/**
 * Writes down which of our guests Graph says have changed, many in one statement when many come at once. Nothing is
 * believed: each is read from Graph later. Resolves when it is written.
 */
export function takeNotifications(deps: Deps): (hints: readonly ChangeHint[]) => Promise<void> {
  const writeDown = gather<HeardGuest, HeardGuest>({
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
