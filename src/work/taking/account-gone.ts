import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';

/** The grant went with the account, and comes back with it: `takeAgain` then makes the step due again. */
export const accountGone: Settlement = { state: 'done', answer: 'account gone' };

/** True where Graph shows that nobody has the account now. False where the bot may not read that. */
export async function isAccountGone(
  deps: Pick<Directory, 'readAccount'>,
  objectId: string,
): Promise<boolean> {
  try {
    return (await deps.readAccount(objectId)).kind !== 'living';
  } catch (error) {
    if (error instanceof GraphRefused) return false;
    throw error;
  }
}
