import * as v from 'valibot';
import { statedWait } from '../../guests/times/stated-wait.ts';

/** Graph's error as far as the body tells it. Texts are empty when it does not. */
export type SaidByGraph = {
  status: number;
  code: string;
  message: string;
  /** The object that the message names. */
  named?: string;
};

const errorBody = v.object({
  error: v.object({
    code: v.nullish(v.string(), ''),
    message: v.nullish(v.string(), ''),
    innerError: v.optional(v.object({ 'request-id': v.optional(v.string()) })),
  }),
});
const namedObject = /(?:object ID:?|Resource)\s*'?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/i;

/** The parts of any answer beside its value. */
export type Trace = {
  graphRequestId?: string;
  /** The used share of the limit, from 0.8; 1.8 means that Graph refuses 80 %. Absent below. */
  throttlePercentage?: number;
};

/** Reads the code and the message of an error. Both are empty when the body has none. */
export function readError(body: unknown): Omit<SaidByGraph, 'status'> {
  const parsed = v.safeParse(errorBody, body);
  if (!parsed.success) return { code: '', message: '' };
  const { code, message } = parsed.output.error;
  const named = namedObject.exec(message)?.[1]?.toLowerCase();
  return named === undefined ? { code, message } : { code, message, named };
}

/** Reads Graph's id of the request, and how near the limit is. */
export function traceOf(headers: Headers, body: unknown): Trace {
  const parsed = v.safeParse(errorBody, body);
  const inner = parsed.success ? parsed.output.error.innerError?.['request-id'] : undefined;
  const id = headers.get('request-id') ?? inner;
  const share = Number.parseFloat(headers.get('x-ms-throttle-limit-percentage') ?? '');
  return {
    ...(id ? { graphRequestId: id } : {}),
    ...(Number.isFinite(share) ? { throttlePercentage: share } : {}),
  };
}

/** The seconds that Graph asks to wait. Undefined when it states none. */
export const secondsToWait = (headers: Headers): number | undefined =>
  statedWait({ retryAfter: headers.get('retry-after'), date: headers.get('date') });
