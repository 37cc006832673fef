import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import { type Finding, inArea } from './finding.ts';
import { removeTestGuest, type TestGuest, whoseAccount } from './remove-test-guest.ts';

const found = inArea('trial');

export type TrialDeps = Pick<
  Directory,
  | 'findPeople'
  | 'invite'
  | 'readPerson'
  | 'readDelta'
  | 'sponsorsOf'
  | 'addMembers'
  | 'removeMember'
  | 'removeAccount'
> & {
  now: () => Date;
  /** The time by Graph's clock, once Graph has answered. */
  graphNow: () => Date | undefined;
  sleep: (ms: number) => Promise<void>;
};

export type GuestTrial = {
  address: string;
  /** A group that a project gives. The guest is in it for a moment. */
  group: string | undefined;
};

/** Tries, a second apart: a minute. */
const mostTries = 60;
const everyMs = 1_000;
const landing = 'https://myapps.microsoft.com';

/**
 * Invites one guest and looks what Graph does, which no page tells: how soon reads show a guest, what delta carries,
 * what a second invitation does, who sponsors. Then deletes the guest. An address that somebody has already stays as it
 * is, and so does an account that the invitation led to and did not make.
 */
export async function tryGuest(deps: TrialDeps, trial: GuestTrial): Promise<Finding[]> {
  const { address } = trial;
  const there = await deps.findPeople([address]);
  if (there.size > 0) return [found('trial taken', { text: address })];
  const before = await deps.readDelta('latest');
  const link = before === 'start over' ? undefined : before.delta;
  const since = deps.graphNow();
  const begun = deps.now().getTime();
  const invited = await deps.invite({ ...invitationTo(address), sendMail: true });
  if (invited.kind !== 'done')
    return [refusal('trial refused', invited), ...leftBehind(invited, address)];
  const { objectId } = invited.value;
  const seconds = Math.round((deps.now().getTime() - begun) / 1000);
  const made = { address, objectId, since, link };
  const rest = await lookAtGuest(deps, trial, made).catch((error: unknown) => [
    found('cut short', { text: error instanceof Error ? error.message : 'unknown' }),
  ]);
  const removed = await removeTestGuest(deps, made, { mostTries, everyMs });
  return [found('trial invited', { seconds }), ...rest, removed];
}

/** An invitation without an answer may have made a guest. */
const leftBehind = ({ kind }: { kind: string }, text: string) =>
  kind === 'lost' ? [found('trial left', { text })] : [];

const invitationTo = (address: string) => ({ address, redirectUrl: landing, sponsors: [] });

type Made = TestGuest & { link: string | undefined };

/** Tries nothing more on an account that the test did not make. */
async function lookAtGuest(deps: TrialDeps, { address, group }: GuestTrial, made: Made) {
  const { objectId } = made;
  const { findings, account } = await watchArrival(deps, made);
  if (account !== undefined && whoseAccount(account, made) !== 'ours') return [];
  if (account === undefined) return findings;
  const second = await deps.invite({ ...invitationTo(address), sendMail: false });
  if (second.kind !== 'done') findings.push(refusal('trial second refused', second));
  else if (second.value.objectId === objectId) findings.push(found('trial second same'));
  else findings.push(found('trial second other', { id: second.value.objectId }));
  const sponsors = await deps.sponsorsOf(objectId);
  if (sponsors !== undefined) findings.push(found('trial sponsors', { count: sponsors.size }));
  if (group !== undefined) findings.push(await tryGroup(deps, group, objectId));
  return findings;
}

/** Asks each way of reading until it shows the guest. */
async function watchArrival(deps: TrialDeps, { address, objectId, link }: Made) {
  const looks = {
    id: () => deps.readPerson(objectId),
    address: async () => (await deps.findPeople([address])).get(address),
    delta: async () => (link === undefined ? undefined : await inDelta(deps, link, objectId)),
  };
  const [byId, byAddress, byDelta] = await Promise.all([
    firstSight(deps, looks.id),
    firstSight(deps, looks.address),
    firstSight(deps, looks.delta),
  ]);
  const findings = [
    seenBy('id', byId),
    seenBy('address', byAddress),
    seenBy('delta', byDelta),
    ...(byDelta === undefined ? [] : [found(`trial delta ${byDelta.seen}`)]),
  ];
  return { findings, account: byId?.seen };
}

const seenBy = (kind: string, sight: { seconds: number } | undefined): Finding =>
  sight === undefined
    ? found('trial unseen', { kind })
    : found('trial seen', { kind, seconds: sight.seconds });

/** Looks once a second. Undefined: nothing for a minute. */
async function firstSight<Seen>(
  { now, sleep }: TrialDeps,
  look: () => Promise<Seen | undefined>,
): Promise<{ seen: Seen; seconds: number } | undefined> {
  const begun = now().getTime();
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (tries > 0) await sleep(everyMs);
    const seen = await look();
    if (seen !== undefined) return { seen, seconds: Math.round((now().getTime() - begun) / 1000) };
  }
  return undefined;
}

async function inDelta({ readDelta }: TrialDeps, link: string, objectId: string) {
  let next: string | undefined = link;
  while (next !== undefined) {
    const page = await readDelta(next);
    if (page === 'start over') return undefined;
    const guest = page.people.find((person) => person.objectId === objectId);
    if (guest !== undefined) return guest.state === undefined ? 'without state' : 'with state';
    next = page.next;
  }
  return undefined;
}

async function tryGroup(deps: TrialDeps, group: string, objectId: string): Promise<Finding> {
  const begun = deps.now().getTime();
  for (let tries = 0; tries < mostTries; tries += 1) {
    const added = await deps.addMembers(group, [objectId]);
    if (added.kind === 'done' || added.kind === 'already') {
      const seconds = Math.round((deps.now().getTime() - begun) / 1000);
      // A member before the test stays one.
      if (added.kind === 'done') await deps.removeMember({ groupId: group, objectId });
      return found('trial member', { seconds });
    }
    if (added.kind !== 'not yet' && added.kind !== 'wait') return refusal('trial no member', added);
    await deps.sleep(everyMs);
  }
  return found('trial no member');
}

type Refused = Parameters<typeof found>[0];

function refusal(code: Refused, answer: { kind: string; reason?: Reason }): Finding {
  return { ...found(code), ...(answer.reason && { reason: answer.reason }) };
}
