import { nearest } from '../../src/guests/text/nearest.ts';
import { sayNotice } from './say-notice.ts';
import type { Turn } from './turn.ts';

/** Says that there is no such project among these, and which one is spelt nearly so. */
export async function sayProjectUnknown(
  turn: Turn,
  project: string,
  projects: readonly { key: string; name: string }[],
): Promise<void> {
  const names = projects.flatMap(({ key, name }) => [key, name]);
  const values = { project, nearest: nearest(project, names) ?? '' };
  await sayNotice(turn, { notice: 'project unknown', values });
}
