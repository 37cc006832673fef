import type { Say } from '../../bot/words/say.ts';
import type { FoundPerson } from '../../src/graph/people/found-person.ts';
import { type CopyCounts, CopyFault } from '../../src/store/copy/copy-lines.ts';
import { restoreCopy } from '../../src/store/copy/restore-copy.ts';
import { writeCopy } from '../../src/store/copy/write-copy.ts';
import { openQueue } from '../../src/store/queue.ts';
import { openQuestions } from '../../src/store/telling/leavers.ts';
import { guestsBeyondCopy } from '../../src/work/upkeep/compare-restored.ts';
import { readCopyFile, writeCopyFile } from './copy-file.ts';
import type { OpenData } from './open-data.ts';

export type CopyRun = { say: Say; print: (line: string) => void; now: () => Date };

const sum = (counts: CopyCounts) => Object.values(counts).reduce((all, each) => all + each, 0);

/** Writes a copy of the database into a file, while the bot may go on working. */
export async function backUp({ say, print, now }: CopyRun, data: OpenData, file: string) {
  const counts = await writeCopyFile(file, (write) => writeCopy(data.db, write, now()));
  print(say('copy.made', { name: file, count: sum(counts) }));
}

/**
 * Puts a file back into an empty database, held, and says what Entra knows beyond it. Throws CopyFault.
 * `guestsSince`: the guests made since then.
 */
export async function putBack(
  { say, print, now }: CopyRun,
  data: OpenData,
  { file, guestsSince }: { file: string; guestsSince: (at: Date) => Promise<FoundPerson[]> },
): Promise<void> {
  const { at, counts } = await restoreCopy(data.db, readCopyFile(file), {
    how: 'held',
    now: now(),
  });
  await wakeUp(data, 'held');
  print(say('copy.restored', { day: at.toISOString(), count: sum(counts) }));
  print(say('copy.held'));
  const beyond = await guestsBeyondCopy({ db: data.db, guestsSince }, at).catch(() => undefined);
  if (beyond === undefined) return print(say('copy.beyond not read'));
  print(say('copy.beyond', { count: beyond.length }));
  for (const { address: text, requestId } of beyond) {
    const words =
      requestId === undefined
        ? say('copy.beyond of nobody', { text })
        : say('copy.beyond in request', { text, name: `#${requestId}` });
    print(`- ${words}`);
  }
}

/** Moves everything to an empty server, and counts it there. The bot must not run. Throws CopyFault. */
export async function moveTo(
  { say, print, now }: CopyRun,
  from: OpenData,
  { to, file }: { to: OpenData; file: string },
): Promise<void> {
  const before = await writeCopyFile(file, (write) => writeCopy(from.db, write, now()));
  const { counts } = await restoreCopy(to.db, readCopyFile(file), { how: 'moved', now: now() });
  const differs = Object.entries(before).some(([name, count]) => counts[name] !== count);
  if (differs) throw new CopyFault('damaged');
  await wakeUp(to, 'moved');
  print(say('copy.moved', { count: sum(counts) }));
  print(say('copy.moved next', { text: 'DATABASE_URL', name: 'DATA_DIR' }));
}

/** Copies hold no jobs. The bot asks again what owners have to decide, and tells of the stop. */
async function wakeUp({ db, connectionString }: OpenData, how: 'held' | 'moved'): Promise<void> {
  const queue = await openQueue({ connectionString, onError: () => undefined });
  try {
    for (const { id } of await openQuestions(db))
      await queue.send(db, 'ask-approval', { approvalId: id });
    if (how === 'held') await queue.send(db, 'tell-held', {});
  } finally {
    await queue.stop();
  }
}
