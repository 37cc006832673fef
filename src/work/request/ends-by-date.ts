import { ownRequester } from '../../store/fragments.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';

/** True for ends and removals that the bot begins by itself on their day. Nobody can cancel these, only hold them. */
export const endsByDate = ({ requesterId, kind }: RequestRecord): boolean =>
  requesterId === ownRequester && (kind === 'end' || kind === 'remove');
