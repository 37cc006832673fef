import { findProject } from '../../src/guests/project/project-file.ts';
import { readAddress } from '../../src/guests/text/address.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import { resendToAll } from '../clicks/guest-clicks.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { guestNotFound } from '../turns/guest-not-found.ts';
import { resendNotice } from '../turns/resend-notice.ts';
import { sayNotice } from '../turns/say-notice.ts';
import { sayProjectUnknown } from '../turns/say-project-unknown.ts';
import type { Turn } from '../turns/turn.ts';
import { unquoted } from '../words/typed-text.ts';

/** After the address: another mail, although one went a moment ago. */
const again = /\s(?:again|anyway|toch|nogmaals)\s*$/i;

/** In place of an address: all of a project who have not accepted. */
const toAll =
  /^\s*(?:all|everybody|everyone|pending|alle|allen|allemaal|iedereen|openstaand)(?:\s+(?:in|of|for|van|voor|uit))?\s+(\S.*)$/i;

/**
 * `resend <address>`: sends the mail once more, for a person who may see the partner. `resend all in <project>`: to
 * all.
 */
export async function resend(
  deps: BotDeps,
  turn: Turn,
  rest: string,
  seen: VisiblePartners,
): Promise<void> {
  const { sight } = seen;
  const [, named] = toAll.exec(rest) ?? [];
  if (named !== undefined) return await resendAll(deps, turn, unquoted(named), seen);
  const anyway = again.test(rest);
  const read = readAddress(rest.replace(again, ''));
  if (!('address' in read)) return await sayNotice(turn, guestNotFound(turn, 'resend'));
  const { address } = read;
  const outcome = await resendMail(deps, sight, { address, anyway });
  deps.wake();
  if (outcome.kind === 'not found') return await sayNotice(turn, guestNotFound(turn, 'resend'));
  await sayNotice(turn, resendNotice(outcome));
}

/** For a project that the person may not hear of, the bot answers as for one that does not exist. */
async function resendAll(
  deps: BotDeps,
  turn: Turn,
  named: string,
  seen: VisiblePartners,
): Promise<void> {
  const heard = seen.projects.filter((project) => seen.mailsAll(project) || seen.knows(project));
  const project = findProject(heard, named);
  if (project === undefined) return await sayProjectUnknown(turn, named, heard);
  if (!seen.mailsAll(project)) return await sayNotice(turn, { notice: 'owners only' });
  const asked = await resendToAll(deps, turn, { project, rights: seen.rights });
  if ('notice' in asked) await sayNotice(turn, asked);
}
