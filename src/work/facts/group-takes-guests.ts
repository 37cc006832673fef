import type { Group } from '../../graph/access/group-facts.ts';
import type { TakesGuests } from '../../graph/access/group-settings.ts';
import type { Directory } from '../../graph/directory.ts';

export type TakesGuestsDeps = Pick<Directory, 'tenantTakesGuests' | 'groupTakesGuests'>;

/** Asks whether groups take guests. The tenant's setting stands above those of groups, and is read once. */
export function askTakesGuests(deps: TakesGuestsDeps): (group: Group) => Promise<TakesGuests> {
  let asked: Promise<TakesGuests> | undefined;
  return async ({ id, unified }) => {
    // The settings are about Microsoft 365 groups alone.
    if (!unified) return 'yes';
    asked ??= deps.tenantTakesGuests();
    const answers = await Promise.all([asked, deps.groupTakesGuests(id)]);
    if (answers.includes('no')) return 'no';
    return answers.includes('not readable') ? 'not readable' : 'yes';
  };
}
