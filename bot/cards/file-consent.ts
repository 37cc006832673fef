import { clean } from '../words/clean.ts';
import { requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';

export type ConsentFile = { fileName: string; sizeInBytes: number } & (
  | { kind: 'results' | 'problems'; requestId: number; number: number }
  | { kind: 'template'; lists?: string | undefined }
);

/** The attachment that asks whether a file may be put into the person's OneDrive, and its summary. */
export function fileConsent(file: ConsentFile, language: Language) {
  const say = speaker(language);
  const name = clean(file.fileName);
  // The client sends this back: an id to look up and check, nothing to trust.
  const context =
    file.kind === 'template' ? { kind: file.kind } : { requestId: file.requestId, kind: file.kind };
  const description =
    file.kind === 'template'
      ? [
          say('file.template'),
          ...(file.lists === undefined ? [] : [`${say('help.lists')}: ${file.lists}`]),
        ].join(' ')
      : say(`file.${file.kind}`, { number: requestNumber(file.number) });
  return {
    attachment: {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name,
      content: {
        description,
        sizeInBytes: file.sizeInBytes,
        acceptContext: context,
        declineContext: context,
      },
    },
    summary: say('file.summary', { name }),
  };
}

/** The attachment that stands for a file which has been put into OneDrive. */
export function fileInfo(uploaded: {
  name: string;
  contentUrl: string;
  uniqueId: string;
  fileType: string;
}) {
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    name: uploaded.name,
    contentUrl: uploaded.contentUrl,
    content: { uniqueId: uploaded.uniqueId, fileType: uploaded.fileType },
  };
}
