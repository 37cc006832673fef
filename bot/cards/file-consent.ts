import { clean } from '../words/clean.ts';
import { requestNumber } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';

export type ConsentFile = { fileName: string; sizeInBytes: number } & (
  | { kind: 'results' | 'problems'; requestId: number; number: number }
  | { kind: 'template'; lists?: string | undefined }
  | { kind: 'guests' | 'report' | 'audit'; list: string; project: string | undefined }
);

/** The attachment that asks whether a file may be put into the person's OneDrive, and its summary. */
export function fileConsent(file: ConsentFile, language: Language) {
  const say = speaker(language);
  const name = clean(file.fileName);
  // The client sends this back: an id to look up and check, nothing to trust.
  const context = contextOf(file);
  return {
    attachment: {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name,
      content: {
        description: describe(file, say),
        sizeInBytes: file.sizeInBytes,
        acceptContext: context,
        declineContext: context,
      },
    },
    summary: say('file.summary', { name }),
  };
}

function contextOf(file: ConsentFile): Record<string, string | number> {
  switch (file.kind) {
    case 'template':
      return { kind: file.kind };
    case 'guests':
    case 'report':
    case 'audit':
      return { kind: file.kind, list: file.list };
    case 'results':
    case 'problems':
      return { requestId: file.requestId, kind: file.kind };
  }
}

function describe(file: ConsentFile, say: Say): string {
  switch (file.kind) {
    case 'template': {
      const lists = file.lists === undefined ? [] : [`${say('help.lists')}: ${file.lists}`];
      return [say('file.template'), ...lists].join(' ');
    }
    case 'guests':
    case 'report':
      return say(`file.${file.kind}`, { project: file.project ?? say('report.all') });
    case 'audit':
      return say('file.audit');
    case 'results':
    case 'problems':
      return say(`file.${file.kind}`, { number: requestNumber(file.number) });
  }
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
