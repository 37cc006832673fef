import { clean } from './clean.ts';
import { type Language, say as speaker } from './say.ts';
import { requestNumber } from './wording.ts';

export type OfferedFile = {
  requestId: number;
  number: number;
  kind: 'results' | 'problems';
  fileName: string;
  sizeInBytes: number;
};

/** The attachment that asks whether a file may be put into the person's OneDrive, and its summary. */
export function fileConsent(file: OfferedFile, language: Language) {
  const say = speaker(language);
  const name = clean(file.fileName);
  // Comes back from the client: an id to look up and check, nothing to trust.
  const context = { requestId: file.requestId, kind: file.kind };
  return {
    attachment: {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name,
      content: {
        description: say(`file.${file.kind}`, { number: requestNumber(file.number) }),
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
