import { whyNoMail } from '../../guests/times/mail-again.ts';
import type { Db } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import { partnersToMail } from '../mailing/review-resend.ts';
import { mayMailAll } from '../rights/may-mail-all.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { AskedLine } from './asked-line.ts';

/** A line for everybody in a project to whom the mail may go again. Undefined where this person may not send it. */
export async function linesToMail(
  trx: Db,
  who: Who & { rights: Rights },
  projectKey: string,
  now: Date,
): Promise<AskedLine[] | undefined> {
  const project = await readProject(trx, projectKey);
  if (project === undefined || !mayMailAll(who.rights, project)) return undefined;
  const partners = await partnersToMail(trx, { tenantId: who.tenantId, projectKey });
  const going = partners.filter((partner) => whyNoMail(partner, now) === undefined);
  return going.map(({ address }) => ({ address, project: projectKey }));
}
