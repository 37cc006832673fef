import { randomUUID } from 'node:crypto';
import { tenantId } from '../seed.ts';
import { answerBatch } from './batch.ts';
import { purgeLapsed } from './deleted-items.ts';
import { orderedFault } from './faults.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, denied, GraphRefusal, shownPath } from './graph-call.ts';
import { botAppId } from './own-application.ts';
import type { Route } from './route.ts';
import { isDirectoryWrite, routeOf } from './routes.ts';
import { countIn } from './sliding-window.ts';
import type { WireEntry, World } from './world.ts';
import { exactNow, happened, isoNow, nowOf } from './world.ts';

/** Answers one call as Graph does, with its request ids, limits, permissions and error bodies. */
export async function answerGraph(world: World, call: Call, inBatch = false): Promise<Reply> {
  purgeLapsed(world);
  const requestId = randomUUID();
  const entry: WireEntry = {
    at: exactNow(world),
    method: call.method,
    path: shownPath(call),
    body: call.body,
    status: 0,
    requestId,
    inBatch,
  };
  world.requests.push(entry);
  const headers: Record<string, string> = {
    'request-id': requestId,
    'client-request-id': call.headers['client-request-id'] ?? requestId,
  };
  const reply = await admitted(world, call, headers).catch((error: unknown): Reply => {
    if (!(error instanceof GraphRefusal)) throw error;
    return errorReply(world, error, headers);
  });
  entry.status = reply.status;
  if (reply.body !== undefined && (call.method !== 'GET' || reply.status >= 400))
    entry.answer = reply.body;
  happened(world);
  return { ...reply, headers: { ...headers, ...reply.headers } };
}

async function admitted(world: World, call: Call, headers: Record<string, string>): Promise<Reply> {
  if (call.method === 'POST' && call.path === '/$batch') {
    return answerBatch(call, (inner) => answerInner(world, inner));
  }
  const route = routeOf(call);
  if (!route) {
    world.unhandled.push({ method: call.method, path: shownPath(call) });
    const message = `The practice tenant does not know ${call.method} ${call.path}.`;
    throw new GraphRefusal(501, 'NotImplemented', message);
  }
  headers['x-ms-resource-unit'] = String(route.cost);
  checkRights(world, call, route);
  checkLimits(world, call, headers);
  if (route.undescribed !== true) checkShape(world, call);
  return route.answer(world, call);
}

/** A call in a batch has no connection of its own. If its answer is lost, the batch says so. */
async function answerInner(world: World, call: Call): Promise<Reply> {
  const trouble = orderedFault(world, call);
  if (trouble?.how === undefined) return answerGraph(world, call, true);
  if (typeof trouble.how === 'object') {
    const { after, ...reply } = trouble.how;
    if (after === true) await answerGraph(world, call, true);
    return reply;
  }
  if (trouble.how.endsWith('before')) return { status: 504 };
  await answerGraph(world, call, true);
  return { status: 504 };
}

function checkRights(world: World, call: Call, route: Route): void {
  if (world.knobs.credentialsRefused) {
    throw new GraphRefusal(401, 'InvalidAuthenticationToken', 'Access token validation failure.');
  }
  const { missingConsent } = world.knobs;
  if (!route.permissions.every((permission) => missingConsent.includes(permission))) return;
  throw call.segments[0] === 'invitations'
    ? denied(
        "Insuficient privileges to perform the requested operation by the application '00000003-0000-0000-c000-000000000000', ControllerName=MSGraphInviteAPI",
      )
    : denied();
}

function checkLimits(world: World, call: Call, headers: Record<string, string>): void {
  const { limits, throttle } = world.knobs;
  const now = nowOf(world);
  const invitation = call.segments[0] === 'invitations';
  const write = isDirectoryWrite(call) && (!invitation || limits.invitationsCostWrites);
  const counts = [
    ...(invitation ? [countIn(world.windows.invitations, limits.invitations, now)] : []),
    ...(write ? [countIn(world.windows.writes, limits.writes, now)] : []),
  ];
  const share = Math.max(0, ...counts.map((count) => count.share));
  if (share >= 0.8) headers['x-ms-throttle-limit-percentage'] = share.toFixed(2);
  const waits = counts.flatMap((count) => count.waitSeconds ?? []);
  if (waits.length > 0) {
    throw tooMany(
      Math.max(...waits),
      invitation ? {} : { scope: 'Write', why: 'WriteLimitExceeded' },
    );
  }
  if (throttle.probability > 0 && world.random() < throttle.probability) {
    const all = { scope: 'ReadWrite', why: 'ResourceUnitLimitExceeded' };
    throw tooMany(throttle.retryAfterSeconds, all);
  }
}

/** Microsoft documents scope and reason for the directory's limits, not for the limit of invitations. */
function tooMany(seconds: number, { scope, why }: { scope?: string; why?: string }): GraphRefusal {
  return new GraphRefusal(429, 'TooManyRequests', 'Please retry again later.', {
    ...(seconds > 0 ? { 'retry-after': String(seconds) } : {}),
    ...(scope
      ? { 'x-ms-throttle-scope': `Tenant_Application/${scope}/${botAppId}/${tenantId}` }
      : {}),
    ...(why ? { 'x-ms-throttle-information': why } : {}),
  });
}

/** Refuses a call that departs from Microsoft's description, and records it for the tests. */
function checkShape(world: World, call: Call): void {
  const faults = world.slice?.faultsOf(call) ?? [];
  if (faults.length === 0) return;
  world.violations.push({ method: call.method, path: shownPath(call), faults });
  throw badRequest(faults.join('; '), 'BadRequest');
}

export function errorReply(
  world: World,
  refusal: GraphRefusal,
  headers: Record<string, string>,
): Reply {
  const innerError = {
    date: isoNow(world).replace('Z', ''),
    'request-id': headers['request-id'],
    'client-request-id': headers['client-request-id'],
  };
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: { error: { code: refusal.code, message: refusal.message, innerError } },
  };
}
