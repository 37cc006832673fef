import { escapeHtml, htmlPage } from './html.ts';
import { isSignIn, signIns } from './redemption.ts';
import { signInWords } from './sign-in-words.ts';
import { privacyStatementOf } from './tenant-facts.ts';
import type { Ticket, World } from './world.ts';

/** The path and query from the browser, and its language. */
export type SignInPage = { query: URLSearchParams; language: 'en' | 'nl' };

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

type Found = { id: string; ticket: Ticket };

function ticketIn(world: World, query: URLSearchParams): Found | undefined {
  const id = query.get('ticket') ?? '';
  const ticket = world.tickets.get(id);
  return ticket && { id, ticket };
}

/** First page after the mail: how to sign in. Undefined if the tenant does not know the ticket. */
export function signInPage(world: World, { query, language }: SignInPage): string | undefined {
  const found = ticketIn(world, query);
  if (!found) return undefined;
  const say = signInWords[language];
  const choices = signIns.map(
    (how, index) =>
      `<label class="choice"><input type="radio" name="how" value="${how}"${index === 0 ? ' checked' : ''}><span>${say.ways[how]}</span></label>`,
  );
  return htmlPage(
    say.signIn,
    `<section class="sheet"><p class="small quiet">${escapeHtml(found.ticket.address)}</p><h1>${say.signIn}</h1>
<form action="/redeem/consent">${hidden('ticket', found.id)}
<fieldset><legend>${say.how}</legend>${choices.join('')}</fieldset>
<p class="buttons"><button class="button">${say.next}</button></p></form></section>`,
    language,
  );
}

/** Second page: what the partner agrees to. */
export function consentPage(world: World, { query, language }: SignInPage): string | undefined {
  const found = ticketIn(world, query);
  const how = query.get('how');
  if (!found || !isSignIn(how)) return undefined;
  const say = signInWords[language];
  const tenant = escapeHtml(world.directory.tenantName);
  const statement = privacyStatementOf(world);
  const privacy = statement === undefined ? say.noPrivacy : `${say.privacy} ${statement}`;
  const asks = say.asks.map((line) => `<li>${line}</li>`).join('');
  return htmlPage(
    say.review,
    `<section class="sheet"><p class="small quiet">${escapeHtml(found.ticket.address)}: ${say.ways[how]}</p>
<h1>${say.review}</h1><p><strong>${tenant}</strong> ${say.wants}</p><ul>${asks}</ul>
<p class="small">${say.trust} ${tenant}. ${privacy}</p>
<form method="post" action="/redeem/accept">${hidden('ticket', found.id)}${hidden('how', how)}${hidden('stay', 'here')}
<p class="buttons"><a class="button second" href="/redeem?ticket=${encodeURIComponent(found.id)}">${say.cancel}</a>
<button class="button">${say.accept}</button></p></form></section>`,
    language,
  );
}

/** Stands in for the page to which the real pages would send the partner, which is not on this machine. */
export function landingPage(world: World, { query, language }: SignInPage): string | undefined {
  const found = ticketIn(world, query);
  const user = found && world.directory.users.get(found.ticket.userId);
  if (!found || user?.externalUserState !== 'Accepted') return undefined;
  const say = signInWords[language];
  return htmlPage(
    say.landed,
    `<section class="sheet"><h1><span class="done" aria-hidden="true">\u2713</span> ${say.landed}</h1>
<p>${say.member} <strong>${escapeHtml(world.directory.tenantName)}</strong>.</p>
<p>${say.leads} <span class="address">${escapeHtml(found.ticket.redirectUrl)}</span></p>
<p class="small quiet">${say.stays}</p></section>`,
    language,
  );
}

export const errorPage = (text: string): string =>
  htmlPage(
    'This did not work',
    `<section class="sheet"><h1>This did not work</h1><p>${escapeHtml(text)}</p></section>`,
  );
