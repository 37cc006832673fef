import { fileConsent } from '../cards/file-consent.ts';
import { writeGuestsFile } from '../files/write-guests-file.ts';
import { type GuestList, guestsList } from '../rights/guests-rights.ts';
import { reply } from '../sending/reply.ts';
import { answerNotice, type ClickHandler } from './click.ts';

/** Offers a list as a file for the person's OneDrive. */
export const sendListFile: ClickHandler<unknown, GuestList> = async (deps, turn, _sent, of) => {
  const file = await writeGuestsFile(deps.db, of, turn, deps.clock.now());
  const { attachment, summary } = fileConsent(
    {
      kind: 'guests',
      list: guestsList(of.project, of.filter),
      project: of.project.name,
      fileName: file.name,
      sizeInBytes: file.bytes.length,
    },
    turn.language,
  );
  await reply(deps, turn.reference, { type: 'message', summary, attachments: [attachment] });
  return answerNotice('file follows');
};
