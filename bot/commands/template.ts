import { fileConsent } from '../cards/file-consent.ts';
import { templateFile } from '../files/template-file.ts';
import { lengthOf } from '../files/written-file.ts';
import { reply } from '../sending/reply.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { listsPage } from '../turns/lists-page.ts';
import type { Turn } from '../turns/turn.ts';

/** Offers our template as a file for the person's OneDrive. */
export async function template(deps: BotDeps, turn: Turn): Promise<void> {
  const file = templateFile(turn);
  const offered = {
    kind: 'template',
    lists: listsPage(deps),
    fileName: file.name,
    sizeInBytes: await lengthOf(deps.db, file),
  } as const;
  const consent = fileConsent(offered, turn.language);
  const attachments = [consent.attachment];
  await reply(deps, turn.reference, { type: 'message', summary: consent.summary, attachments });
}
