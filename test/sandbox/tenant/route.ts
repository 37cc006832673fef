import type { Call, Reply } from './graph-call.ts';
import type { World } from './world.ts';

export type Route = {
  method: string;
  segments: string[];
  /** Application permissions, each of which allows the call; the least first. */
  permissions: readonly string[];
  /** Resource units. */
  cost: number;
  answer: (world: World, call: Call) => Reply | Promise<Reply>;
  /** Microsoft describes no such call, but Graph carries it out. */
  undescribed?: true;
};

/** One call of Graph's: method and path, permissions, cost in resource units, and what answers it. */
export const route = (
  [method, pattern]: [string, string],
  permissions: string,
  cost: number,
  answer: Route['answer'],
): Route => ({
  method,
  segments: pattern.split('/').filter(Boolean),
  permissions: permissions.split(' or '),
  cost,
  answer,
});

/** The calls that one permission allows: cost in resource units, and what answers, by method and path. */
export const routesWith = (
  permissions: string,
  calls: Readonly<Record<string, readonly [cost: number, answer: Route['answer']]>>,
): Route[] =>
  Object.entries(calls).map(([call, [cost, answer]]) => {
    const [method = '', path = ''] = call.split(' ');
    return route([method, path], permissions, cost, answer);
  });
