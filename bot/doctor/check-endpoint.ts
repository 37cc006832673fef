import { connect } from 'node:tls';
import { dayMs } from '../../src/guests/times/spans.ts';
import { type Finding, inArea } from '../../src/work/doctor/finding.ts';

const found = inArea('endpoint');
const ofNotifications = inArea('notifications');

/** Milliseconds. Teams waits longer, but people do not. */
const usualPatienceMs = 5_000;
/** Days before its end at which somebody should renew a certificate that nothing renews by itself. */
const soon = 14;

/**
 * Calls the bot's public address as Teams and Graph do, from this machine: the name, the certificate, whether
 * `/api/messages` refuses a caller without a token, whether a proxy refuses a large message, and whether
 * `/api/notifications` answers Graph's handshake. An activity without a good token changes nothing. `answerWithinMs`
 * bounds each call. Without it, that is five seconds.
 */
export async function checkEndpoint(
  publicUrl: string | undefined,
  {
    now,
    newId,
    answerWithinMs: patienceMs = usualPatienceMs,
  }: { now: () => Date; newId: () => string; answerWithinMs?: number | undefined },
): Promise<Finding[]> {
  if (publicUrl === undefined) return [found('endpoint not known')];
  const base = publicUrl.replace(/\/$/, '');
  const url = `${base}/api/messages`;
  const { host, hostname, port, protocol } = new URL(base);
  const heard = await ask(url, { body: { type: 'message' }, patienceMs });
  if (heard.kind === 'unreached') return [reasonOf(heard.code, host)];
  const { status } = heard;
  const isGuarded = status === 401 || status === 403;
  const messages = isGuarded
    ? 'endpoint guarded'
    : status < 300
      ? 'endpoint open'
      : 'endpoint other';
  const ends =
    protocol === 'https:'
      ? await certificateEnd(hostname, { port: Number(port || 443), patienceMs })
      : undefined;
  const isEnding = ends !== undefined && ends.getTime() - now().getTime() < soon * dayMs;
  return [
    found(messages, { url, status }),
    ...(isEnding
      ? [found('endpoint certificate ends soon', { host, day: ends.toISOString().slice(0, 10) })]
      : []),
    ...(isGuarded ? await limits(url, patienceMs) : []),
    await handshake(base, newId(), patienceMs),
  ];
}

/** As large as an activity that the bot takes, and more headers than Teams' tokens need. */
const large = { text: 'x'.repeat(240 * 1024), authorization: `Bearer ${'x'.repeat(4096)}` };
/** Statuses by which a proxy refuses a body or headers above its limits. */
const tooLarge: readonly number[] = [400, 413, 414, 431, 494];

/** The bot refuses such a message by its token, whatever its size. A proxy in front may refuse the size. */
async function limits(url: string, patienceMs: number): Promise<Finding[]> {
  const heard = await ask(url, {
    body: { type: 'message', text: large.text },
    authorization: large.authorization,
    patienceMs,
  });
  if (heard.kind === 'unreached' || !tooLarge.includes(heard.status)) return [];
  return [found('endpoint limits', { url, status: heard.status })];
}

async function handshake(base: string, token: string, patienceMs: number): Promise<Finding> {
  const heard = await ask(`${base}/api/notifications?validationToken=${token}`, { patienceMs });
  if (heard.kind === 'unreached')
    return ofNotifications('handshake failed', { status: heard.code });
  const isGood = heard.status === 200 && heard.text === token && /^text\/plain/.test(heard.type);
  return isGood
    ? ofNotifications('handshake answered')
    : ofNotifications('handshake failed', { status: heard.status });
}

type Heard =
  | { kind: 'answered'; status: number; type: string; text: string }
  | { kind: 'unreached'; code: string };

async function ask(
  url: string,
  {
    body,
    authorization,
    patienceMs,
  }: { body?: object; authorization?: string; patienceMs: number },
): Promise<Heard> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        'content-type': body === undefined ? 'text/plain' : 'application/json',
        ...(authorization !== undefined && { authorization }),
      },
      body: body === undefined ? '' : JSON.stringify(body),
    });
    const type = response.headers.get('content-type') ?? '';
    return { kind: 'answered', status: response.status, type, text: await response.text() };
  } catch (error) {
    return { kind: 'unreached', code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.name : 'unknown';
}

function reasonOf(code: string, host: string): Finding {
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return found('endpoint name', { host });
  if (/^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/.test(code))
    return found('endpoint without tls', { host });
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|SSL|TLS/.test(code))
    return found('endpoint certificate', { host, text: code });
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(code))
    return found('endpoint closed', { host });
  return found('endpoint silent', { host });
}

/** When the server's certificate lapses. Undefined where it cannot be read. */
function certificateEnd(
  host: string,
  { port, patienceMs }: { port: number; patienceMs: number },
): Promise<Date | undefined> {
  const { promise, resolve } = Promise.withResolvers<Date | undefined>();
  const socket = connect({ host, port, servername: host, timeout: patienceMs }, () => {
    resolve(new Date(socket.getPeerCertificate().valid_to));
    socket.destroy();
  });
  const fail = () => {
    resolve(undefined);
    socket.destroy();
  };
  socket.once('error', fail);
  socket.once('timeout', fail);
  return promise;
}
