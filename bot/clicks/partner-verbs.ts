import { id, line, place, text, version } from '../buttons/click-data.ts';
import { type Verb, verb } from '../buttons/verb.ts';
import { fillsForm } from '../rights/invite-rights.ts';
import { seesListFile } from '../rights/list-file-rights.ts';
import { seesList } from '../rights/list-rights.ts';
import {
  answersGiveUp,
  mailsPending,
  seesEntraLog,
  seesPartners,
} from '../rights/partner-rights.ts';
import { answerPending } from './ending-clicks.ts';
import { sendListFile } from './file-clicks.ts';
import {
  clickResendToAll,
  clickResendToOne,
  renameGuest,
  showEntraLog,
  showGuest,
} from './guest-clicks.ts';
import { openInviteForm, takeInviteForm } from './invite-form-clicks.ts';
import { sayList, showPage } from './list-clicks.ts';

/** The common part of the buttons that answer whether to revoke invitations. */
const onGiveUp = { sends: { giveUpId: id }, where: 'personal', may: answersGiveUp } as const;

/** The inputs of the form for one invitation. An address may have 320 letters. */
const formFields = {
  address: text,
  name: line,
  project: line,
  language: line,
  until: line,
  reason: text,
};

/** The part of the table of buttons that is about partners: forms, lists and single guests. */
export const partnerVerbs = {
  'invite.form': verb({
    sends: { project: line },
    isView: true,
    where: 'personal',
    may: fillsForm,
    run: openInviteForm,
  }),
  'invite.send': verb({
    sends: { ...formFields, form: line },
    where: 'personal',
    may: fillsForm,
    run: takeInviteForm,
  }),
  'pending.revoke': verb({ ...onGiveUp, run: answerPending('revoke') }),
  'pending.keep': verb({ ...onGiveUp, run: answerPending('keep') }),
  'list.page': verb({
    sends: { list: line, cursor: version, from: place },
    isView: true,
    where: 'personal',
    may: seesList,
    run: showPage,
  }),
  'list.open': verb({ sends: { list: line }, where: 'personal', may: seesList, run: sayList }),
  'list.file': verb({
    sends: { list: line },
    where: 'personal',
    may: seesListFile,
    run: sendListFile,
  }),
  'list.resend': verb({
    sends: { list: line },
    where: 'personal',
    may: mailsPending,
    run: clickResendToAll,
  }),
  'guest.resend': verb({
    sends: { guestId: id },
    where: 'personal',
    may: seesPartners('resend'),
    run: clickResendToOne,
  }),
  'guest.view': verb({
    sends: { guestId: id },
    isView: true,
    where: 'personal',
    may: seesPartners('guest'),
    run: showGuest,
  }),
  'guest.log': verb({
    sends: { guestId: id },
    isView: true,
    where: 'personal',
    may: seesEntraLog,
    run: showEntraLog,
  }),
  'guest.rename': verb({
    sends: { guestId: id, version },
    where: 'personal',
    may: seesPartners('guest'),
    run: renameGuest,
  }),
} satisfies Readonly<Record<string, Verb>>;
