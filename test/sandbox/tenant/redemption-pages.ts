import { escapeHtml, htmlPage } from './html.ts';
import type { SignIn } from './redemption.ts';
import { isSignIn, signIns } from './redemption.ts';
import type { World } from './world.ts';

const shown: Record<SignIn, string> = {
  'work account': 'Work or school account (Microsoft Entra)',
  'microsoft account': 'Personal Microsoft account',
  google: 'Google account',
  'one-time passcode': 'One-time passcode by mail',
};

/** First page after the mail: how to sign in. Undefined where the ticket is not known. */
export function signInPage(world: World, query: URLSearchParams): string | undefined {
  const ticketId = query.get('ticket') ?? '';
  const ticket = world.tickets.get(ticketId);
  if (!ticket) return undefined;
  const choices = signIns.map(
    (how, index) =>
      `<label><input type="radio" name="how" value="${how}"${index === 0 ? ' checked' : ''}> ${shown[how]}</label>`,
  );
  return htmlPage(
    'Sign in',
    `<h1>Sign in</h1><p>${escapeHtml(ticket.address)}</p>
<form action="/redeem/consent"><input type="hidden" name="ticket" value="${escapeHtml(ticketId)}">
<fieldset><legend>How do you sign in?</legend>${choices.join('')}</fieldset>
<button class="button">Next</button></form>`,
  );
}

/** Second page: what the partner agrees to. */
export function consentPage(world: World, query: URLSearchParams): string | undefined {
  const ticketId = query.get('ticket') ?? '';
  const how = query.get('how');
  const ticket = world.tickets.get(ticketId);
  if (!ticket || !isSignIn(how)) return undefined;
  const { tenantName } = world.directory;
  return htmlPage(
    'Review permissions',
    `<h1>Review permissions</h1>
<p><strong>${escapeHtml(tenantName)}</strong> would like to: receive your profile data (your name, photo and e-mail address), collect and log your activity, and use your profile data.</p>
<p>Accept only if you trust ${escapeHtml(tenantName)}. It has not given a link to its privacy statement.</p>
<p class="small">Signed in as ${escapeHtml(ticket.address)}: ${shown[how]}</p>
<form method="post" action="/redeem/accept"><input type="hidden" name="ticket" value="${escapeHtml(ticketId)}">
<input type="hidden" name="how" value="${how}"><button class="button">Accept</button>
<a class="button second" href="/redeem?ticket=${encodeURIComponent(ticketId)}">Cancel</a></form>`,
  );
}

export const errorPage = (text: string): string =>
  htmlPage('This did not work', `<h1>This did not work</h1><p>${escapeHtml(text)}</p>`);
