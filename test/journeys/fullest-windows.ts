import { globalWindow, writeWindows } from '../sandbox/teams/rate-windows.ts';
import type { Teams } from '../sandbox/teams/teams.ts';

/** The most calls in any span of each of Teams' windows, to one conversation and in all. */
export function fullestWindows({ wire }: Pick<Teams, 'wire'>) {
  const calls = wire.filter(({ to, method }) => to === 'teams' && method !== 'GET');
  const byConversation = Map.groupBy(calls, conversationOf);
  const most = (groups: Iterable<typeof calls>, seconds: number) =>
    Math.max(
      0,
      ...[...groups].map((group) =>
        fullest(
          group.map(({ at }) => Date.parse(at)),
          seconds,
        ),
      ),
    );
  return [
    ...writeWindows.map(({ count, seconds }) => ({
      name: `in ${seconds} s to one conversation`,
      most: most(byConversation.values(), seconds),
      allowed: count,
    })),
    ...globalWindow.map(({ count, seconds }) => ({
      name: `in ${seconds} s to the tenant`,
      most: most([calls], seconds),
      allowed: count,
    })),
  ];
}

/** The conversation in whose windows a call counts. */
export function conversationOf({ path, body }: Teams['wire'][number]): string {
  const named = /\/v3\/conversations\/([^/]+)/.exec(path)?.[1];
  if (named !== undefined) return decodeURIComponent(named).split(';')[0] ?? '';
  const { channelData, members } = Object(body);
  return String(channelData?.channel?.id ?? members?.[0]?.id ?? '');
}

function fullest(times: readonly number[], seconds: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + seconds * 1000).length),
  );
}
