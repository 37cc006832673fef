import * as alert from './alert-clicks.ts';
import * as approval from './approval-clicks.ts';
import type { ClickHandler } from './click.ts';
import * as file from './file-clicks.ts';
import * as guest from './guest-clicks.ts';
import * as request from './request-clicks.ts';
import { resume } from './resume-click.ts';
import * as settings from './settings-clicks.ts';

/** Every verb that a card may send. Plain words, never taken apart. */
const clicks = {
  'request.review': request.review,
  'request.confirm': request.confirm,
  'request.cancel': request.cancel,
  'request.retry': request.retry,
  'request.resend': request.resend,
  'request.resume': resume,
  'request.view': request.view,
  'request.problems': file.problems,
  'request.results': file.results,
  'approval.approve': approval.approve,
  'approval.approveRows': approval.approveRows,
  'approval.reject': approval.reject,
  'approval.view': approval.view,
  'alert.view': alert.view,
  'settings.save': settings.save,
  'guest.rename': guest.rename,
} satisfies Readonly<Record<string, ClickHandler>>;

const byVerb: ReadonlyMap<string, ClickHandler> = new Map(Object.entries(clicks));

export function clickFor(verb: string): ClickHandler | undefined {
  return byVerb.get(verb);
}
