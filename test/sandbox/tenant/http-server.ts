import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { streamEvents } from '../stream-events.ts';
import { isDutch } from './invitation-mail.ts';
import { addressPage, mailboxPage, mailPage } from './mailbox-pages.ts';
import { CannotRedeem, isSignIn, redeemByTicket } from './redemption.ts';
import type { SignInPage } from './redemption-pages.ts';
import { consentPage, errorPage, landingPage, signInPage } from './redemption-pages.ts';
import { sandboxApi } from './sandbox-api.ts';
import { serveGraph } from './serve-graph.ts';
import { nowOf, type World } from './world.ts';

const maxBody = 4 * 1024 * 1024;

/** Graph under /v1.0, the partners' mailbox and sign-in pages, and the sandbox's own addresses. */
export function createTenantServer(world: World): Server {
  return createServer((req, res) => {
    answer(world, req, res).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
      if (res.headersSent) res.destroy();
      else send(res, 500, JSON.stringify({ error: `the practice tenant failed: ${text}` }), json);
    });
  });
}

const json = { 'content-type': 'application/json' };
const graphJson = { 'content-type': 'application/json;odata.metadata=minimal;charset=utf-8' };
const html = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};

async function answer(world: World, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const host = (req.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost'].includes(host)) return send(res, 403, 'this machine only', {});
  const text = await readText(req);
  if (text === undefined) return send(res, 413, 'too large', {});
  const { pathname, searchParams } = new URL(req.url ?? '/', world.url);
  if (/^\/(v1\.0|beta)(\/|$)/.test(pathname)) return answerGraphCall(world, text, req, res);
  if (pathname.startsWith('/sandbox/')) {
    return answerSandbox(world, { path: pathname, query: searchParams, text }, req, res);
  }
  return answerPage(world, { path: pathname, query: searchParams, text }, req, res);
}

async function answerGraphCall(
  world: World,
  text: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [name, String(value)]),
  );
  const incoming = { method: req.method ?? 'GET', target: req.url ?? '/', headers, text };
  const reply = await serveGraph(world, incoming);
  if (reply === 'lost') return void req.socket.destroy();
  if (reply === 'reset') return void req.socket.resetAndDestroy();
  const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
  const date = new Date(nowOf(world)).toUTCString();
  send(res, reply.status, body, { date, ...(body ? graphJson : {}), ...reply.headers });
}

type Asked = { path: string; query: URLSearchParams; text: string };

/** The practice Teams' page, on another port of this machine, may read these. */
async function answerSandbox(
  world: World,
  asked: Asked,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const origin = req.headers.origin ?? '';
  const local = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin);
  if (origin !== '' && !local) return send(res, 403, 'this machine only', {});
  const cors = {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PATCH',
    'access-control-allow-headers': 'content-type',
    vary: 'Origin',
  };
  const headers = { ...json, ...(local ? cors : {}) };
  const method = req.method ?? 'GET';
  if (method === 'OPTIONS') return send(res, 204, '', headers);
  if (method === 'GET' && asked.path === '/sandbox/events') {
    if (local) res.setHeader('access-control-allow-origin', origin);
    return streamEvents(res, (tell) => {
      world.listeners.add(tell);
      return () => world.listeners.delete(tell);
    });
  }
  const body = asked.text === '' ? {} : parsed(asked.text);
  const found = await sandboxApi(world, { ...asked, method, body });
  const { status, body: shown } = found ?? { status: 404, body: { error: 'no such address' } };
  send(res, status, JSON.stringify(shown), headers);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function answerPage(
  world: World,
  { path, query, text }: Asked,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method === 'POST' && path === '/redeem/accept') return acceptForm(world, text, res);
  const missing = 'There is nothing here, or the invitation is not known.';
  // Microsoft's pages use the browser's language, even when the mail is in another.
  const language = isDutch(req.headers['accept-language'] ?? '') ? 'nl' : 'en';
  const page = req.method === 'GET' ? pageAt(world, path, { query, language }) : undefined;
  send(res, page === undefined ? 404 : 200, page ?? errorPage(missing), html);
}

function pageAt(world: World, path: string, asked: SignInPage): string | undefined {
  const { query } = asked;
  if (path === '/mailbox' || path === '/') return mailboxPage(world);
  if (path === '/mail') return mailPage(world, query);
  if (path === '/redeem') return signInPage(world, asked);
  if (path === '/redeem/consent') return consentPage(world, asked);
  if (path === '/redeem/landing') return landingPage(world, asked);
  const address = path.match(/^\/mailbox\/([^/]+)$/)?.[1];
  return address === undefined ? undefined : addressPage(world, decoded(address));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function acceptForm(world: World, text: string, res: ServerResponse): Promise<void> {
  const form = new URLSearchParams(text);
  const how = form.get('how');
  if (!isSignIn(how)) return send(res, 400, errorPage('Choose how to sign in.'), html);
  try {
    const ticket = form.get('ticket') ?? '';
    const { redirectUrl } = await redeemByTicket(world, ticket, how);
    // A person on the page stays on this machine, and reads the address of the real page.
    const here = `/redeem/landing?ticket=${encodeURIComponent(ticket)}`;
    send(res, 302, '', { location: form.has('stay') ? here : redirectUrl });
  } catch (error) {
    if (!(error instanceof CannotRedeem)) throw error;
    send(res, 409, errorPage(error.message), html);
  }
}

async function readText(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBody) return undefined;
    chunks.push(bytes);
  }
  // Each byte of an archive as one sign.
  const isArchive = req.headers['content-type'] === 'application/zip';
  return Buffer.concat(chunks).toString(isArchive ? 'latin1' : 'utf8');
}

/** setHeader and end: restify, in the same process, changes writeHead. */
function send(
  res: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string>,
): void {
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.end(body);
}
