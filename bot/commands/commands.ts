import { link } from '../channels/link.ts';
import { muteHere, unmuteHere } from '../channels/mute-and-unmute.ts';
import { removeOrRestore } from '../endings/remove-or-restore.ts';
import { extend, revoke } from '../endings/revoke-and-extend.ts';
import { sendAudit } from '../reports/audit.ts';
import { report } from '../reports/report.ts';
import { seesAudit } from '../rights/audit-rights.ts';
import { seesApprovals, seesStandIns } from '../rights/decider-rights.ts';
import { mayChangeAccounts, mayEnd } from '../rights/ending-rights.ts';
import { seesGuests } from '../rights/guests-rights.ts';
import { seesPartners } from '../rights/partner-rights.ts';
import { asFarAsKnown, asRequester } from '../rights/person-rights.ts';
import { inChannel, knowsProjects } from '../rights/project-rights.ts';
import { seesReports } from '../rights/report-rights.ts';
import { showApprovals, standIn } from './approvals-and-stand-in.ts';
import { cancel, mayCancel } from './cancel.ts';
import { type Commands, command, namesIn } from './command.ts';
import { doctor } from './doctor.ts';
import { guest, guests } from './guest-and-guests.ts';
import { helpWith } from './help.ts';
import { invite, mayInvite } from './invite.ts';
import { offerChoices } from './offer-choices.ts';
import { pending } from './pending.ts';
import { pressButton } from './press-button.ts';
import { projects } from './projects.ts';
import { resend } from './resend.ts';
import { settings } from './settings.ts';
import { maySeeStatus, status } from './status.ts';
import { template } from './template.ts';

const personal = { where: 'personal', shownTo: 'involved' } as const;
const deciding = { where: 'personal', shownTo: 'deciders', slow: 'checking' } as const;
const operating = { where: 'personal', shownTo: 'operators', slow: 'checking' } as const;
const channel = { where: 'channel', shownTo: 'anybody' } as const;
const anywhere = { where: 'anywhere', shownTo: 'anybody' } as const;
const ownsChannel = inChannel('mute', { elsewhere: 'mute where', otherwise: 'may not mute' });

/**
 * Every word that people may type: where, who may, and what then happens. The router, help, the welcome and the app
 * package read this table. Its order is theirs. The words themselves are `command.<name>.words` in cards/strings.
 */
export const commands: Commands = {
  help: command({ ...anywhere, may: asFarAsKnown, run: helpWith(() => commands) }),
  invite: command({
    where: 'personal',
    shownTo: 'inviters',
    slow: 'reading',
    may: mayInvite,
    run: invite,
  }),
  template: command({ ...personal, may: asFarAsKnown, run: template }),
  status: command({ where: 'personal', shownTo: 'anybody', may: maySeeStatus, run: status }),
  approvals: command({
    where: 'personal',
    shownTo: 'voters',
    may: seesApprovals,
    run: showApprovals,
  }),
  'stand-in': command({
    where: 'personal',
    shownTo: 'voters',
    slow: 'checking',
    may: seesStandIns,
    run: standIn,
  }),
  pending: command({ ...personal, may: seesPartners('pending'), run: pending }),
  guest: command({ ...personal, may: seesPartners('guest'), run: guest }),
  guests: command({ where: 'personal', shownTo: 'deciders', may: seesGuests, run: guests }),
  report: command({
    where: 'personal',
    shownTo: 'deciders',
    slow: 'checking',
    may: seesReports,
    run: report,
  }),
  projects: command({
    where: 'anywhere',
    shownTo: 'involved',
    may: knowsProjects,
    run: projects,
  }),
  link: command({
    ...channel,
    may: inChannel('link channel', { elsewhere: 'link where', otherwise: 'may not link' }),
    run: link,
  }),
  mute: command({ ...channel, may: ownsChannel, run: muteHere }),
  unmute: command({ ...channel, may: ownsChannel, run: unmuteHere }),
  cancel: command({ ...personal, ...offerChoices('cancel', { may: mayCancel, run: cancel }) }),
  retry: command({ ...personal, ...offerChoices('retry', pressButton('request.retry')) }),
  resend: command({
    ...personal,
    ...offerChoices('resend', { may: seesPartners('resend'), run: resend }),
  }),
  revoke: command({ ...deciding, may: mayEnd('revoke'), run: revoke }),
  extend: command({ ...personal, slow: 'checking', may: mayEnd('ask extension'), run: extend }),
  remove: command({
    ...operating,
    may: mayChangeAccounts('remove'),
    run: removeOrRestore('remove'),
  }),
  restore: command({
    ...operating,
    may: mayChangeAccounts('restore'),
    run: removeOrRestore('restore'),
  }),
  hold: command({ ...personal, ...offerChoices('hold', pressButton('request.hold')) }),
  resume: command({ ...personal, ...offerChoices('resume', pressButton('request.resume')) }),
  audit: command({ where: 'personal', shownTo: 'operators', may: seesAudit, run: sendAudit }),
  doctor: command({ ...operating, may: asRequester('doctor', 'operators only'), run: doctor }),
  settings: command({ ...personal, may: asRequester('settings', 'refused'), run: settings }),
};

/** The names in the order of the table. */
export const commandNames = namesIn(commands);
