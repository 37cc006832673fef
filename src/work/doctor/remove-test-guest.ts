import type { Directory } from '../../graph/directory.ts';
import type { FoundPerson } from '../../graph/people/found-person.ts';
import { type Finding, inArea } from './finding.ts';

const found = inArea('trial');

/** The account that the test invitation led to. */
export type TestGuest = {
  address: string;
  /** The account that Graph's answer to the invitation named. */
  objectId: string;
  /** When the test began, by Graph's clock. Undefined: nobody knows, so the doctor deletes nothing. */
  since: Date | undefined;
};

/** `older`: it was there before the test, or no invitation made it. `unseen`: Graph does not show enough to tell. */
export type Whose = 'ours' | 'older' | 'accepted' | 'unseen';

/**
 * Tells whether the test made an account. Only such a one is the doctor's to try and to delete: it carries the id that
 * the invitation's answer named, an invitation made it since the test began, and nobody has accepted.
 */
export function whoseAccount(
  account: FoundPerson | undefined,
  { objectId, since }: TestGuest,
): Whose {
  if (account?.createdAt === undefined || since === undefined) return 'unseen';
  if (account.objectId.toLowerCase() !== objectId.toLowerCase()) return 'unseen';
  // Graph tells whole seconds.
  if (account.createdAt.getTime() < Math.floor(since.getTime() / 1000) * 1000) return 'older';
  if (account.creationType !== 'Invitation' || account.userType !== 'Guest') return 'older';
  return account.externalUserState === 'PendingAcceptance' ? 'ours' : 'accepted';
}

type RemovalDeps = Pick<Directory, 'readPerson' | 'removeAccount'> & {
  sleep: (ms: number) => Promise<void>;
};

/** Deletes the test guest once it is certain that the test made it. Leaves any other account alone, and says so. */
export async function removeTestGuest(
  deps: RemovalDeps,
  guest: TestGuest,
  { mostTries, everyMs }: { mostTries: number; everyMs: number },
): Promise<Finding> {
  const text = guest.address;
  let sent = false;
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (tries > 0) await deps.sleep(everyMs);
    const whose = await look(deps, guest, sent);
    if (whose === 'unseen') continue;
    if (whose !== 'ours') return findingOf(whose, text);
    sent = true;
    const { kind } = await deps.removeAccount(guest.objectId);
    if (kind === 'taken') return found('trial removed');
    if (kind === 'refused' || kind === 'stop') break;
  }
  return found('trial left', { text });
}

/** `removed`: the account was there before a delete was sent, and is not there now. The delete's answer was lost. */
async function look(
  { readPerson }: Pick<RemovalDeps, 'readPerson'>,
  guest: TestGuest,
  sent: boolean,
): Promise<Whose | 'removed'> {
  const account = await readPerson(guest.objectId);
  return sent && account === undefined ? 'removed' : whoseAccount(account, guest);
}

const findingOf = (whose: Whose | 'removed', text: string): Finding =>
  whose === 'removed' ? found('trial removed') : found('trial kept', { text, kind: whose });
