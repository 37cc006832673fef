import type { Light } from '../../../src/store/fast-database.ts';
import {
  type ActivityKey,
  type Begun,
  beginActivities,
} from '../../../src/store/telling/activities.ts';
import { start, tenantId } from '../make-request.ts';

export const key = { tenantId, conversationId: 'a:1', activityId: '1' };
export const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
export const limit = { each: [{ count: 2, seconds: 3600 }], all: { count: 50, seconds: 1 } };
export const answers = { limit, holdSeconds: 0.25 };
export const keys = (count: number): ActivityKey[] =>
  Array.from({ length: count }, (_, n) => ({ ...key, activityId: `several ${n}` }));
export const beginAll = (light: Light, several: readonly ActivityKey[], now = start) =>
  beginActivities(
    light,
    several.map((each) => ({ key: each, personId: undefined })),
    { now, leaseUntil: new Date(now.getTime() + 30_000), ...answers },
  );
export const begin = async (light: Light, now = start): Promise<Begun> => {
  const [begun] = await beginAll(light, [key], now);
  return begun ?? { kind: 'busy' };
};
export const first = { kind: 'first', known: undefined, counted: undefined } as const;
export const countOf = (begun: readonly Begun[], kind: Begun['kind']) =>
  begun.filter((each) => each.kind === kind).length;
