import { type Migration, Migrator } from 'kysely/migration';
import { mayWorkBeside, tellOlder } from './beside-older.ts';
import type { Db } from './database.ts';
import { firstTables } from './migrations/0001-first.ts';
import { approvals } from './migrations/0002-approvals.ts';
import { reading } from './migrations/0003-reading.ts';
import { digests } from './migrations/0004-digests.ts';
import { restore } from './migrations/0005-restore.ts';
import { news } from './migrations/0006-news.ts';
import { whatIsMissing } from './migrations/0007-what-is-missing.ts';
import { mute } from './migrations/0008-mute.ts';
import { turns } from './migrations/0009-turns.ts';
import { messagePace } from './migrations/0010-message-pace.ts';
import { learning } from './migrations/0011-learning.ts';
import { heldPermits } from './migrations/0012-held-permits.ts';
import { watched } from './migrations/0013-watched.ts';
import { heard } from './migrations/0014-heard.ts';
import { messageWaits } from './migrations/0015-message-waits.ts';
import { seenElsewhere } from './migrations/0016-seen-elsewhere.ts';
import { firstAfterResume } from './migrations/0017-first-after-resume.ts';
import { resends } from './migrations/0018-resends.ts';
import { cardPace } from './migrations/0019-card-pace.ts';
import { sharedChats } from './migrations/0020-shared-chats.ts';
import { holders } from './migrations/0021-holders.ts';
import { saidRequests } from './migrations/0022-said-requests.ts';
import { stepWords } from './migrations/0023-step-words.ts';
import { clocksSetBack } from './migrations/0024-clocks-set-back.ts';
import { ending } from './migrations/0025-ending.ts';
import { rightsDue } from './migrations/0026-rights-due.ts';
import { keptAtEnd } from './migrations/0027-kept-at-end.ts';
import { whoSent } from './migrations/0028-who-sent.ts';
import { linksShown } from './migrations/0029-links-shown.ts';
import { grown } from './migrations/0030-grown.ts';
import { looks } from './migrations/0031-looks.ts';
import { letGo } from './migrations/0032-let-go.ts';
import { batchSize } from './migrations/0033-batch-size.ts';
import { overUnbegun } from './migrations/0034-over-unbegun.ts';
import { lateCalls } from './migrations/0035-late-calls.ts';
import { sponsors } from './migrations/0036-sponsors.ts';
import { guestKnown } from './migrations/0037-guest-known.ts';
import { requestEnds } from './migrations/0038-request-ends.ts';
import { deltaOfBlocks } from './migrations/0039-delta-of-blocks.ts';
import { movedCards } from './migrations/0040-moved-cards.ts';
import { unusedPermits } from './migrations/0041-unused-permits.ts';
import { reminders } from './migrations/0042-reminders.ts';
import { noticeAnswers } from './migrations/0043-notice-answers.ts';
import { approvalsTold } from './migrations/0044-approvals-told.ts';
import { invitationsCheckedOnce } from './migrations/0045-invitations-checked-once.ts';
import { endsLeft } from './migrations/0046-ends-left.ts';
import { byHand } from './migrations/0047-by-hand.ts';
import { guestWords } from './migrations/0048-guest-words.ts';
import { leavers } from './migrations/0049-leavers.ts';
import { reports } from './migrations/0050-reports.ts';
import { reassigned } from './migrations/0051-reassigned.ts';
import { audit } from './migrations/0052-audit.ts';
import { standIns } from './migrations/0053-stand-ins.ts';
import { resendRows } from './migrations/0054-resend-rows.ts';
import { operatorAccount } from './migrations/0055-operator-account.ts';
import { standInOfSeveral } from './migrations/0056-stand-in-of-several.ts';
import { whoHears } from './migrations/0057-who-hears.ts';
import { giveUp } from './migrations/0058-give-up.ts';
import { stages } from './migrations/0059-stages.ts';
import { removalsToTellIndex } from './migrations/0060-removals-to-tell.ts';
import { decidersKeys } from './migrations/0061-deciders-key.ts';
import { joinedAfterCancel } from './migrations/0062-joined-after-cancel.ts';
import { firstChecks } from './migrations/0063-first-checks.ts';
import { returnedAccess } from './migrations/0067-returned-access.ts';
import { column, exists } from './statement.ts';

/**
 * Migrations run forward only, in the order of their names. Never change a migration that a release has
 * (test/store/released-migrations.json). Databases that ran it would never get the change.
 */
const migrations: Record<string, Migration> = {
  '0001-first': firstTables,
  '0002-approvals': approvals,
  '0003-reading': reading,
  '0004-digests': digests,
  '0005-restore': restore,
  '0006-news': news,
  '0007-what-is-missing': whatIsMissing,
  '0008-mute': mute,
  '0009-turns': turns,
  '0010-message-pace': messagePace,
  '0011-learning': learning,
  '0012-held-permits': heldPermits,
  '0013-watched': watched,
  '0014-heard': heard,
  '0015-message-waits': messageWaits,
  '0016-seen-elsewhere': seenElsewhere,
  '0017-first-after-resume': firstAfterResume,
  '0018-resends': resends,
  '0019-card-pace': cardPace,
  '0020-shared-chats': sharedChats,
  '0021-holders': holders,
  '0022-said-requests': saidRequests,
  '0023-step-words': stepWords,
  '0024-clocks-set-back': clocksSetBack,
  '0025-ending': ending,
  '0026-rights-due': rightsDue,
  '0027-kept-at-end': keptAtEnd,
  '0028-who-sent': whoSent,
  '0029-links-shown': linksShown,
  '0030-grown': grown,
  '0031-looks': looks,
  '0032-let-go': letGo,
  '0033-batch-size': batchSize,
  '0034-over-unbegun': overUnbegun,
  '0035-late-calls': lateCalls,
  '0036-sponsors': sponsors,
  '0037-guest-known': guestKnown,
  '0038-request-ends': requestEnds,
  '0039-delta-of-blocks': deltaOfBlocks,
  '0040-moved-cards': movedCards,
  '0041-unused-permits': unusedPermits,
  '0042-reminders': reminders,
  '0043-notice-answers': noticeAnswers,
  '0044-approvals-told': approvalsTold,
  '0045-invitations-checked-once': invitationsCheckedOnce,
  '0046-ends-left': endsLeft,
  '0047-by-hand': byHand,
  '0048-guest-words': guestWords,
  '0049-leavers': leavers,
  '0050-reports': reports,
  '0051-reassigned': reassigned,
  '0052-audit': audit,
  '0053-stand-ins': standIns,
  '0054-resend-rows': resendRows,
  '0055-operator-account': operatorAccount,
  '0056-stand-in-of-several': standInOfSeveral,
  '0057-who-hears': whoHears,
  '0058-give-up': giveUp,
  '0059-stages': stages,
  '0060-removals-to-tell': removalsToTellIndex,
  '0061-deciders-key': decidersKeys,
  '0062-joined-after-cancel': joinedAfterCancel,
  '0063-first-checks': firstChecks,
  '0067-returned-access': returnedAccess,
};

/** True where this version of the bot has all of these migrations. */
export const knowsMigrations = (names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(migrations, name));

/**
 * Brings the database up to date, or as far as this migration. Replicas that start together migrate once: the Migrator
 * takes a lock. `newer`: a newer version was here, and said that this one may work beside it. Throws where it did not,
 * and where a migration fails.
 */
export async function migrate(db: Db, now: Date, upTo?: string): Promise<'up to date' | 'newer'> {
  const { pending, unknown } = await compareMigrations(db);
  if (unknown.length > 0) {
    if (pending.length === 0 && (await mayWorkBeside(db, unknown))) return 'newer';
    throw new Error(
      'A newer Guestlist has used this database. Start that one, or name another database.',
    );
  }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo));
  if (error !== undefined) throw new Error('The database could not be migrated', { cause: error });
  if (upTo === undefined) await tellOlder(db, Object.keys(migrations), now);
  return 'up to date';
}

/** Migrations that the database lacks, and migrations that it has from a newer version of the bot. Changes nothing. */
export async function compareMigrations(
  db: Db,
): Promise<{ pending: readonly string[]; unknown: readonly string[] }> {
  const there = await exists(db)`select from pg_tables where tablename = 'kysely_migration'`;
  const done = there ? await column(db)<string>`select name from kysely_migration` : [];
  const known = Object.keys(migrations);
  return {
    pending: known.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !known.includes(name)),
  };
}
