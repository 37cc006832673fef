import type { Activity } from 'botbuilder';
import * as v from 'valibot';
import type { OfferedFile } from '../files/take-file.ts';

const fileType = 'application/vnd.microsoft.teams.file.download.info';
const fileShape = v.object({ downloadUrl: v.string() });

/** The files beside a message. A typed message carries its HTML as an attachment too, which is no file. */
export function offeredFiles(activity: Activity): OfferedFile[] {
  return (activity.attachments ?? []).flatMap((attachment) => {
    if (attachment.contentType !== fileType) return [];
    const read = v.safeParse(fileShape, attachment.content);
    return read.success
      ? [{ name: attachment.name ?? 'partners.csv', downloadUrl: read.output.downloadUrl }]
      : [];
  });
}

/** True where a channel message had a file. Teams does not hand it over: only a mark in the HTML tells. */
export function mentionsFile(activity: Activity): boolean {
  return (activity.attachments ?? []).some(
    ({ contentType, content }) =>
      contentType === fileType ||
      contentType === 'reference' ||
      (contentType === 'text/html' &&
        typeof content === 'string' &&
        content.includes('<attachment')),
  );
}
