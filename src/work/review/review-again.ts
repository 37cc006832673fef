import { templateHeader } from '../../guests/list/list-header.ts';
import { choosable } from '../../guests/rows/choosable.ts';
import { inTransaction } from '../../store/database.ts';
import { askReview } from '../../store/requests/request-reviews.ts';
import { sayInRows } from '../../store/requests/request-rows.ts';
import type { Choice, RequestRecord } from '../../store/requests/requests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/** The choices that somebody changed on the review card; null takes a choice back. An absent choice stays as it was. */
export type Changes = {
  project?: string;
  language?: string | null;
  sendMail?: boolean;
  until?: string | null;
  reason?: string | undefined;
};

/**
 * Asks for another review with the changed choices. A typed or pasted list has no file that says otherwise, so the bot
 * writes each choice into every row. False where the draft is no longer the version that the person saw.
 */
export async function reviewAgain(
  deps: Pick<WorkDeps, 'db' | 'clock'>,
  request: Pick<RequestRecord, 'id' | 'source' | 'choice'>,
  asked: { version: number; changes: Changes; atConfirm: boolean },
): Promise<boolean> {
  const { changes, version } = asked;
  const changed = choosable.filter((field) => changes[field] !== undefined);
  const choice: Choice = {
    ...chosenBy(request, changes),
    changed: asked.atConfirm ? changed : undefined,
  };
  return await inTransaction(deps.db, async (trx) => {
    if (!(await askReview(trx, { id: request.id, version, choice }, deps.clock.now())))
      return false;
    if (request.source === 'file') return true;
    for (const field of changed) {
      const said = { field, cell: templateHeader.indexOf(field), value: changes[field] ?? null };
      await sayInRows(trx, request.id, said);
    }
    return true;
  });
}

/** The choices so far with these changes. A choice taken back is gone. */
function chosenBy({ choice }: Pick<RequestRecord, 'choice'>, changes: Changes): Choice {
  const said = { ...choice, ...changes };
  const { language, until, ...rest } = said;
  return {
    ...rest,
    ...(typeof language === 'string' && { language }),
    ...(typeof until === 'string' && { until }),
  };
}
