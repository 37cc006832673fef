import { id, line, place, text, toggle, typedNumber, version } from '../buttons/click-data.ts';
import { type Verb, verb } from '../buttons/verb.ts';
import { readsDigest } from '../rights/alert-rights.ts';
import { decides, seesApproval } from '../rights/approval-rights.ts';
import { mayConfirm } from '../rights/confirm-rights.ts';
import { opensApproval, seesStandIns } from '../rights/decider-rights.ts';
import { mayEnd } from '../rights/ending-rights.ts';
import { asMember, asRequester } from '../rights/person-rights.ts';
import {
  holdsRequest,
  madeRequest,
  mayGoOn,
  ofRequest,
  ownRequest,
  ownResend,
} from '../rights/request-rights.ts';
import { seesUnknownRefusals } from '../rights/unknown-refusal-rights.ts';
import { viewDigest } from './alert-clicks.ts';
import {
  clickApprove,
  clickApproveRows,
  clickReassign,
  clickReject,
  clickTakeBack,
  viewApproval,
} from './approval-clicks.ts';
import { clickStandIn, openApproval } from './decider-clicks.ts';
import { extendNoticed, letNoticedEnd, undoApproval } from './ending-clicks.ts';
import { sendProblems, sendResults } from './file-clicks.ts';
import { clickHold } from './hold-click.ts';
import { clickLinks } from './link-clicks.ts';
import { partnerVerbs } from './partner-verbs.ts';
import {
  clickCancel,
  clickFollowUp,
  clickResend,
  clickRetry,
  viewRequest,
} from './request-clicks.ts';
import { clickResume } from './resume-click.ts';
import { clickConfirm, clickReview } from './review-clicks.ts';
import { saveSettings } from './settings-clicks.ts';
import { showTopic } from './topic-clicks.ts';
import { showUnknownRefusals } from './unknown-refusals-click.ts';

/** The inputs of a review card, which every button on it sends. */
const choices = { project: line, language: line, sendMail: toggle, until: line, reason: text };

const mayReview = ownRequest('review', 'may not ask');

/** A button that sends only a request's id, and whose answer only its reader may see. */
const privately = { sends: { requestId: id }, where: 'personal' } as const;

/** The common part of the buttons that answer a notice of coming ends. */
const onNotice = { where: 'personal', may: mayEnd('ask extension') } as const;

/**
 * All buttons: the data that each card sends, the right that a click needs, and the handler. The bot compares verbs as
 * whole words. Data comes from the client: ids to look up, nothing to believe.
 */
export const verbs = {
  ...partnerVerbs,
  'request.review': verb({
    sends: { requestId: id, version, ...choices },
    may: mayReview,
    run: clickReview,
  }),
  'request.confirm': verb({
    sends: { requestId: id, version, ...choices, onlyValid: toggle, typed: typedNumber },
    may: mayConfirm,
    run: clickConfirm,
  }),
  'request.cancel': verb({
    sends: { requestId: id, version },
    may: ofRequest('cancel'),
    run: clickCancel,
  }),
  'request.retry': verb({ sends: { requestId: id }, may: ofRequest('retry'), run: clickRetry }),
  'request.resend': verb({ sends: { requestId: id }, may: ownResend, run: clickResend }),
  'request.hold': verb({ sends: { requestId: id }, may: holdsRequest, run: clickHold }),
  'request.resume': verb({ sends: { requestId: id }, may: mayGoOn, run: clickResume }),
  'request.view': verb({
    sends: { requestId: id },
    isView: true,
    may: madeRequest,
    run: viewRequest,
  }),
  'request.problems': verb({ ...privately, may: madeRequest, run: sendProblems }),
  'request.results': verb({ ...privately, may: madeRequest, run: sendResults }),
  'request.answers': verb({ ...privately, may: seesUnknownRefusals, run: showUnknownRefusals }),
  'request.links': verb({ ...privately, may: mayReview, run: clickLinks }),
  'approval.approve': verb({
    sends: { approvalId: id, version, comment: text },
    may: decides,
    run: clickApprove,
  }),
  'approval.approveRows': verb({
    sends: { approvalId: id, version, rows: text, comment: text },
    may: decides,
    run: clickApproveRows,
  }),
  'approval.reject': verb({
    sends: { approvalId: id, version, reason: text, comment: text },
    may: decides,
    run: clickReject,
  }),
  'approval.view': verb({
    sends: { approvalId: id, from: place },
    isView: true,
    may: seesApproval,
    run: viewApproval,
  }),
  'approval.reassign': verb({
    sends: { approvalId: id, version, person: line },
    may: decides,
    run: clickReassign,
  }),
  'approval.takeBack': verb({ sends: { approvalId: id }, may: decides, run: clickTakeBack }),
  'approval.open': verb({
    sends: { approvalId: id, cardId: id, cursor: version },
    where: 'personal',
    may: opensApproval,
    run: openApproval,
  }),
  'approval.nudge': verb({ ...privately, may: madeRequest, run: clickFollowUp }),
  'approval.undo': verb({ sends: { approvalId: id }, may: mayEnd('revoke'), run: undoApproval }),
  'standIn.name': verb({
    sends: { person: line, until: line },
    where: 'personal',
    may: seesStandIns,
    run: clickStandIn,
  }),
  'ending.extend': verb({
    ...onNotice,
    sends: { noticeId: id, until: line, day: line },
    run: extendNoticed,
  }),
  'ending.let': verb({ ...onNotice, sends: { noticeId: id }, run: letNoticedEnd }),
  'alert.view': verb({
    sends: { alertId: id, from: place },
    isView: true,
    may: readsDigest,
    run: viewDigest,
  }),
  'settings.save': verb({
    sends: { lines: text },
    may: asRequester('settings', 'refused'),
    run: saveSettings,
  }),
  'topic.show': verb({ sends: { topic: line }, isView: true, may: asMember, run: showTopic }),
} satisfies Readonly<Record<string, Verb>>;

const byName: ReadonlyMap<string, Verb> = new Map(Object.entries(verbs));

/** Undefined for a verb that no card of ours has. */
export const verbFor = (name: string): Verb | undefined => byName.get(name);
