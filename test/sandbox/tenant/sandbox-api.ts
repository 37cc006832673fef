import { failNext, release } from './faults.ts';
import { listIn, textIn } from './graph-call.ts';
import { isRecord, turnKnobs } from './knobs.ts';
import { mailsFor } from './mailbox-pages.ts';
import { isLive } from './notify.ts';
import { redeemWaiting, waitingTickets } from './redeem-waiting.ts';
import { CannotRedeem, isSignIn, redeemByAddress } from './redemption.ts';
import { tenantState } from './tenant-state.ts';
import type { Fault, FaultHow, World } from './world.ts';
import { happened } from './world.ts';

type Answer = { status: number; body: unknown };
const ok = (body: unknown): Answer => ({ status: 200, body });
const refused = (error: string): Answer => ({ status: 400, body: { error } });

/** Reads and turns for the page and for tests in another process. Undefined when the path is none of these. */
export async function sandboxApi(
  world: World,
  request: { method: string; path: string; query: URLSearchParams; body: unknown },
): Promise<Answer | undefined> {
  const { body, query } = request;
  switch (`${request.method} ${request.path}`) {
    case 'GET /sandbox/knobs':
      return ok(world.knobs);
    case 'PATCH /sandbox/knobs':
      return patchKnobs(world, body);
    case 'GET /sandbox/state':
      return ok(tenantState(world));
    case 'GET /sandbox/mails':
      return ok(last(mailsFor(world, query.get('to') ?? undefined), query));
    case 'GET /sandbox/requests':
      return ok(last(world.requests, query, 200));
    case 'GET /sandbox/counts':
      return ok(counts(world));
    case 'GET /sandbox/faults':
      return ok({ violations: world.violations, unhandled: world.unhandled });
    case 'GET /sandbox/deliveries':
      return ok(last(world.deliveries, query));
    case 'POST /sandbox/redeem':
      return redeemFor(world, body);
    case 'POST /sandbox/redeem-waiting':
      return redeemMany(world, body);
    case 'POST /sandbox/drop-subscriptions':
      world.subscriptions.clear();
      happened(world);
      return ok(counts(world));
    case 'POST /sandbox/fail-next':
      return orderFault(world, body);
    case 'POST /sandbox/release':
      release(world);
      return ok({});
    case 'POST /sandbox/forget-delta-tokens':
      world.deltaEpoch++;
      return ok({});
    default:
      return undefined;
  }
}

const counts = (world: World) => ({
  calls: world.requests.length,
  mails: world.mails.length,
  waiting: waitingTickets(world).length,
  subscriptions: [...world.subscriptions.values()].filter((each) => isLive(world, each)).length,
});

async function redeemMany(world: World, body: unknown): Promise<Answer> {
  const { count, withinMs = 0 } = isRecord(body) ? body : {};
  if (typeof count !== 'number' || typeof withinMs !== 'number') return refused('give a count');
  return ok({ redeemed: await redeemWaiting(world, { count, withinMs }) });
}

/** The newest items of a long list, as many as the caller asked for. */
const last = <T>(all: readonly T[], query: URLSearchParams, usual = all.length): readonly T[] =>
  all.slice(-Math.max(1, Number(query.get('last') ?? usual) || 1));

function patchKnobs(world: World, body: unknown): Answer {
  try {
    turnKnobs(world.knobs, body);
    happened(world);
    return ok(world.knobs);
  } catch (error) {
    return refused(error instanceof Error ? error.message : 'not a knob');
  }
}

async function redeemFor(world: World, body: unknown): Promise<Answer> {
  const address = textIn(body, 'address');
  const how = textIn(body, 'how') ?? 'work account';
  if (!address || !isSignIn(how)) return refused('give an address and how to sign in');
  try {
    return ok(await redeemByAddress(world, address, how));
  } catch (error) {
    if (error instanceof CannotRedeem) return { status: 409, body: { error: error.message } };
    throw error;
  }
}

function orderFault(world: World, body: unknown): Answer {
  const path = textIn(body, 'path');
  const how = isRecord(body) ? readHow(body.how) : undefined;
  if (path === undefined || how === undefined) return refused('give a path and how it fails');
  const method = textIn(body, 'method');
  const times = isRecord(body) && typeof body.times === 'number' ? body.times : 1;
  const fault: Fault = { path: new RegExp(path), how, times };
  failNext(world, method === undefined ? fault : { ...fault, method });
  return ok({});
}

const lostOrHeld = [
  'lost before',
  'lost after',
  'held before',
  'held after',
  'reset before',
  'reset after',
] as const;

function readHow(how: unknown): FaultHow | undefined {
  if (typeof how === 'string') return lostOrHeld.find((known) => known === how);
  if (!isRecord(how) || typeof how.status !== 'number' || listIn(how, 'headers')) return undefined;
  const headers = isRecord(how.headers) ? how.headers : {};
  return {
    status: how.status,
    body: how.body,
    after: how.after === true,
    headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])),
  };
}
