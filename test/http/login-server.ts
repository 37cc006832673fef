import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { redirectLogin } from './redirect-login.ts';

export type Login = {
  /** The tokens that it gave: `token-1`, `token-2` and so on. All last an hour. */
  given: string[];
  /** The requests for each of them. */
  asked: URLSearchParams[];
};

/** Plays Microsoft's login for this process until the test ends. */
export async function startLogin(t: TestContext): Promise<Login> {
  const given: string[] = [];
  const asked: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    response.setHeader('content-type', 'application/json');
    if (request.url?.includes('openid-configuration')) {
      response.end(JSON.stringify(documentFor(request.url)));
      return;
    }
    if (request.url?.includes('/devicecode')) {
      response.end(JSON.stringify(deviceCode));
      return;
    }
    asked.push(new URLSearchParams(body));
    given.push(`token-${given.length + 1}`);
    response.end(
      JSON.stringify({
        token_type: 'Bearer',
        expires_in: 3600,
        access_token: given.at(-1),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const restore = redirectLogin(new URL(url));
  t.after(() => {
    restore();
    server.closeAllConnections();
    server.close();
  });
  return { given, asked };
}

/** The code that a person types at Microsoft's page. A caller that asks with the code gets a token at once. */
const deviceCode = {
  user_code: 'ABCD1234',
  device_code: 'device-1',
  verification_uri: 'https://login.microsoft.com/device',
  expires_in: 900,
  interval: 1,
  message: 'Type the code.',
};

function documentFor(path: string): object {
  const base = `https://login.microsoftonline.com/${path.split('/')[1]}`;
  return {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  };
}
