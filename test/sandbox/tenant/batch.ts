import type { Call, Reply } from './graph-call.ts';
import { badRequest, listIn, parseCall, textIn } from './graph-call.ts';
import { isRecord } from './knobs.ts';

type Inner = { id: string; call: Call; dependsOn: string[]; untyped: boolean };

/** Carries out up to 20 calls in one. Always answers 200, and in another order than the caller's. */
export async function answerBatch(
  call: Call,
  answer: (inner: Call) => Promise<Reply>,
): Promise<Reply> {
  const requests = listIn(call.body, 'requests');
  if (!requests || requests.length === 0)
    throw badRequest('Invalid batch payload format.', 'BadRequest');
  if (requests.length > 20) {
    throw badRequest("Number of batch requests exceeds the limit of '20'.", 'BadRequest');
  }
  const inner = requests.map((request) => readInner(request, call));
  const ids = inner.map((request) => request.id.toLowerCase());
  if (new Set(ids).size < ids.length) {
    throw badRequest('Request Id values must be unique in a batch.', 'BadRequest');
  }
  const done = new Map<string, Reply>();
  for (const request of inner) done.set(request.id, await answerInner(request, done, answer));
  const responses = [...done].reverse().map(([id, reply]) => ({
    id,
    status: reply.status,
    headers: { 'Content-Type': 'application/json', ...reply.headers },
    ...(reply.body === undefined ? {} : { body: reply.body }),
  }));
  return { status: 200, body: { responses } };
}

async function answerInner(
  request: Inner,
  done: Map<string, Reply>,
  answer: (inner: Call) => Promise<Reply>,
): Promise<Reply> {
  const failed = request.dependsOn.some((id) => (done.get(id)?.status ?? 500) >= 400);
  if (failed) return innerError(424, 'FailedDependency', 'A request this one depends on failed.');
  if (request.untyped) {
    return innerError(400, 'BadRequest', 'Write request must contain the Content-Type header.');
  }
  return answer(request.call);
}

const innerError = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
});

function readInner(request: unknown, outer: Call): Inner {
  const id = textIn(request, 'id');
  const method = textIn(request, 'method');
  const url = textIn(request, 'url');
  if (!isRecord(request) || id === undefined || !method || !url?.startsWith('/')) {
    throw badRequest('Invalid batch payload format.', 'BadRequest');
  }
  const headers = lowerNames(request.headers);
  const body = request.body;
  return {
    id,
    call: parseCall(method.toUpperCase(), url, {
      headers: { ...inherited(outer), ...headers },
      body,
    }),
    dependsOn: (listIn(request, 'dependsOn') ?? []).map(String),
    untyped: body !== undefined && !headers['content-type']?.startsWith('application/json'),
  };
}

const inherited = (outer: Call): Record<string, string> => {
  const clientRequestId = outer.headers['client-request-id'];
  return clientRequestId === undefined ? {} : { 'client-request-id': clientRequestId };
};

const lowerNames = (headers: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(headers) ? headers : {}).map(([k, v]) => [k.toLowerCase(), String(v)]),
  );
