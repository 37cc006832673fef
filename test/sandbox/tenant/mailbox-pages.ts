import { escapeHtml, htmlPage } from './html.ts';
import { isDutch } from './invitation-mail.ts';
import { privacyStatementOf } from './tenant-facts.ts';
import type { Mail, World } from './world.ts';

const words = {
  en: {
    warning:
      'Only act on this mail if you trust the organization shown below. If you did not expect this invitation, be careful.',
    organization: 'Organization',
    domain: 'Domain',
    accept: 'Accept invitation',
    leads: 'If you accept this invitation, you are sent to',
    again: 'You can use this link again to come back.',
    privacy: 'The privacy statement of the organization:',
    noPrivacy: 'The organization has not given a link to its privacy statement.',
    block: 'Block future invitations',
  },
  nl: {
    warning:
      'Reageer alleen op deze e-mail als u de organisatie hieronder vertrouwt. Verwachtte u deze uitnodiging niet, wees dan voorzichtig.',
    organization: 'Organisatie',
    domain: 'Domein',
    accept: 'Uitnodiging accepteren',
    leads: 'Als u deze uitnodiging accepteert, gaat u naar',
    again: 'Met deze koppeling kunt u later terugkeren.',
    privacy: 'De privacyverklaring van de organisatie:',
    noPrivacy: 'De organisatie heeft geen koppeling naar een privacyverklaring opgegeven.',
    block: 'Verdere uitnodigingen blokkeren',
  },
};

const forAddress = (mail: Mail, address: string): boolean =>
  [mail.to, mail.cc ?? ''].some((reader) => reader.toLowerCase() === address.toLowerCase());

export const mailsFor = (world: World, address: string | undefined): Mail[] =>
  address === undefined ? world.mails : world.mails.filter((mail) => forAddress(mail, address));

/** Everybody's mail, newest first: the partners share this mailbox. */
export function mailboxPage(world: World): string {
  const items = [...world.mails].reverse().map(
    (mail) => `<li><a href="/mailbox/${encodeURIComponent(mail.to)}">${escapeHtml(mail.to)}</a>
<br>${escapeHtml(mail.subject)}<br><time class="small" datetime="${mail.at}">${mail.at}</time></li>`,
  );
  const list =
    items.length > 0 ? `<ul class="mails">${items.join('')}</ul>` : '<p>No mail yet.</p>';
  return htmlPage('Partners\u2019 mailbox', `<h1>Partners\u2019 mailbox</h1>${list}`);
}

/** One partner's mails, newest first, in the layout of Microsoft's mail. */
export function addressPage(world: World, address: string): string {
  const mails = mailsFor(world, address).toReversed();
  const articles = mails.map((mail) => mailArticle(world, mail)).join('');
  return htmlPage(
    `Mail of ${address}`,
    `<p><a href="/mailbox">All mail</a></p><h1>Mail of ${escapeHtml(address)}</h1>${articles || '<p>No mail yet.</p>'}`,
  );
}

/** The page of one mail. Undefined if there is no such mail. */
export function mailPage(world: World, query: URLSearchParams): string | undefined {
  const mail = world.mails.find(({ ticket }) => ticket === query.get('ticket'));
  if (!mail) return undefined;
  return htmlPage(mail.subject, mailArticle(world, mail), isDutch(mail.language) ? 'nl' : 'en');
}

function mailArticle(world: World, mail: Mail): string {
  const language = isDutch(mail.language) ? 'nl' : 'en';
  const say = words[language];
  const { tenantName } = world.directory;
  const domain = mail.from.split('@')[1] ?? '';
  const row = (term: string, text: string): string =>
    `<dt>${term}</dt><dd>${escapeHtml(text)}</dd>`;
  const statement = privacyStatementOf(world);
  const privacy = statement === undefined ? say.noPrivacy : `${say.privacy} ${statement}`;
  const head = [
    row('From', `Microsoft Invitations on behalf of ${tenantName} <${mail.from}>`),
    row('To', mail.to),
    ...(mail.cc ? [row('Cc', mail.cc)] : []),
    row('Date', mail.at.replace('T', ' ').replace('Z', ' UTC')),
    row('Language', mail.language),
  ];
  return `<article lang="${language}"><h2>${escapeHtml(mail.subject)}</h2><dl class="head small" lang="en">${head.join('')}</dl>
<p class="warning small">${say.warning}</p>
<dl class="who">${row(say.organization, tenantName)}${row(say.domain, domain)}</dl>
<p>${say.leads} <span class="address">${escapeHtml(mail.redirectUrl)}</span></p>
<p><a class="button" href="${escapeHtml(mail.redeemUrl)}">${say.accept}</a></p>
<p class="small">${say.again}</p>
<hr><p class="small quiet">${privacy} ${say.block}.</p></article>`;
}
