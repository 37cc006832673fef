import { fileConsent } from '../cards/file-consent.ts';
import type { BotDeps } from '../deps.ts';
import { templateFile } from '../files/template-file.ts';
import { reply } from '../tell/reply.ts';
import type { Turn } from '../turn.ts';

/** Offers our template as a file for the person's OneDrive. */
export async function template(deps: BotDeps, turn: Turn): Promise<void> {
  const file = templateFile(turn.language);
  const offered = {
    kind: 'template',
    fileName: file.name,
    sizeInBytes: file.bytes.length,
  } as const;
  const consent = fileConsent(offered, turn.language);
  const attachments = [consent.attachment];
  await reply(deps, turn.reference, { type: 'message', summary: consent.summary, attachments });
}
