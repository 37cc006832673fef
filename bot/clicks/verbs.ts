import { readsDigest } from '../rights/alert-rights.ts';
import { decides, seesApproval } from '../rights/approval-rights.ts';
import { seesPartners } from '../rights/partner-rights.ts';
import { asRequester } from '../rights/person-rights.ts';
import {
  madeRequest,
  mayConfirm,
  mayGoOn,
  ofRequest,
  ownRequest,
  ownResend,
} from '../rights/request-rights.ts';
import * as alert from './alert-clicks.ts';
import * as approval from './approval-clicks.ts';
import { id, line, text, toggle, version } from './click-data.ts';
import * as file from './file-clicks.ts';
import * as guest from './guest-clicks.ts';
import * as request from './request-clicks.ts';
import { resume } from './resume-click.ts';
import * as settings from './settings-clicks.ts';
import { type Verb, verb } from './verb.ts';

/**
 * Everything that a button may ask: what its card sends, who may, and what then happens. The verbs are plain words,
 * never taken apart. What a card sends comes from the client: ids to look up, nothing to believe.
 */
export const verbs = {
  'request.review': verb({
    sends: { requestId: id, version, project: line, language: line, sendMail: toggle },
    may: ownRequest('review', 'may not ask'),
    run: request.review,
  }),
  'request.confirm': verb({
    sends: { requestId: id, version, onlyValid: toggle, reason: text },
    may: mayConfirm,
    run: request.confirm,
  }),
  'request.cancel': verb({
    sends: { requestId: id, version },
    may: ofRequest('cancel'),
    run: request.cancel,
  }),
  'request.retry': verb({ sends: { requestId: id }, may: ofRequest('retry'), run: request.retry }),
  'request.resend': verb({ sends: { requestId: id }, may: ownResend, run: request.resend }),
  'request.resume': verb({ sends: { requestId: id }, may: mayGoOn, run: resume }),
  'request.view': verb({
    sends: { requestId: id },
    isView: true,
    may: madeRequest,
    run: request.view,
  }),
  'request.problems': verb({
    sends: { requestId: id },
    where: 'personal',
    may: madeRequest,
    run: file.problems,
  }),
  'request.results': verb({
    sends: { requestId: id },
    where: 'personal',
    may: madeRequest,
    run: file.results,
  }),
  'approval.approve': verb({
    sends: { approvalId: id, version, comment: text },
    may: decides,
    run: approval.approve,
  }),
  'approval.approveRows': verb({
    sends: { approvalId: id, version, rows: text, comment: text },
    may: decides,
    run: approval.approveRows,
  }),
  'approval.reject': verb({
    sends: { approvalId: id, version, reason: text },
    may: decides,
    run: approval.reject,
  }),
  'approval.view': verb({
    sends: { approvalId: id, from: text },
    isView: true,
    may: seesApproval,
    run: approval.view,
  }),
  'alert.view': verb({
    sends: { alertId: id, from: text },
    isView: true,
    may: readsDigest,
    run: alert.view,
  }),
  'settings.save': verb({
    sends: { lines: text },
    may: asRequester('settings', 'refused'),
    run: settings.save,
  }),
  'guest.rename': verb({
    sends: { guestId: id, version },
    where: 'personal',
    may: seesPartners('guest'),
    run: guest.rename,
  }),
} satisfies Readonly<Record<string, Verb>>;

const byName: ReadonlyMap<string, Verb> = new Map(Object.entries(verbs));

/** Undefined for what no card of ours asks. */
export const verbFor = (name: string): Verb | undefined => byName.get(name);
