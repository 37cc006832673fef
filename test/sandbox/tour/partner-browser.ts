import assert from 'node:assert/strict';

/** A partner's way from the mail to the project: follows the link, signs in, consents. */
export type Visit = {
  /** The headings of the pages, in the partner's order. */
  pages: readonly string[];
  /** The last page, as HTML. */
  landed: string;
};

/** Accepts the invitation over HTTP, as a browser would. It knows only the mailbox, and follows links and forms. */
export async function acceptInvitation(
  tenantUrl: string,
  partner: { address: string; signIn: string },
): Promise<Visit> {
  const mailbox = await open(`${tenantUrl}/mailbox/${encodeURIComponent(partner.address)}`);
  const link = /<a [^>]*href="([^"]*\/redeem\?[^"]*)"/.exec(mailbox.html)?.[1];
  assert.ok(link, `There is no mail with a link for ${partner.address}`);
  const signIn = await open(new URL(unescapeHtml(link), tenantUrl).href);
  const consent = await submit(signIn, { how: partner.signIn });
  const form = formOf(consent.html);
  const res = await fetch(new URL(form.action, consent.url), {
    method: 'POST',
    body: new URLSearchParams(form.fields),
    redirect: 'manual',
  });
  assert.equal(res.status, 302, `Accepting was answered with ${res.status}`);
  const landing = await open(new URL(res.headers.get('location') ?? '', consent.url).href);
  const pages = [signIn, consent, landing].map(({ html }) => headingOf(html));
  return { pages, landed: landing.html };
}

type Page = { url: string; html: string };

async function open(url: string): Promise<Page> {
  const res = await fetch(url);
  const html = await res.text();
  assert.equal(res.status, 200, `${url} was answered with ${res.status}: ${headingOf(html)}`);
  return { url, html };
}

/** Sends a form without a method: its fields go into the address. */
function submit(page: Page, chosen: Readonly<Record<string, string>>): Promise<Page> {
  const form = formOf(page.html);
  const url = new URL(form.action, page.url);
  url.search = new URLSearchParams({ ...form.fields, ...chosen }).toString();
  return open(url.href);
}

function formOf(html: string): { action: string; fields: Record<string, string> } {
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
  assert.ok(action, `The page "${headingOf(html)}" has no form`);
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const fields = [...inputs].map(([, name = '', value = '']) => [name, unescapeHtml(value)]);
  return { action, fields: Object.fromEntries(fields) };
}

function headingOf(html: string): string {
  const inner = /<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? '';
  return unescapeHtml(
    inner.replaceAll(/<span[^>]*aria-hidden="true".*?<\/span>|<[^>]+>/g, ''),
  ).trim();
}

const unescapeHtml = (text: string) =>
  text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
