import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer } from './http.ts';

const types = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
]);

const own = (name: string) => fileURLToPath(new URL(`../page/${name}`, import.meta.url));

/** The file behind an address of the page. Names are plain, so an address cannot reach another folder. */
function fileAt(path: string): string | undefined {
  if (path === '/') return own('index.html');
  // Microsoft's renderer, in its build for browsers.
  if (path === '/page/adaptivecards.js')
    return fileURLToPath(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js'));
  const name = /^\/page\/([a-z-]+\.(?:js|css|json))$/.exec(path)?.[1];
  return name !== undefined && existsSync(own(name)) ? own(name) : undefined;
}

/** A file of the page. Its policy forbids the browser to load from another machine or send to one. */
export function pageFile(path: string, tenantUrl: string | undefined): Answer | undefined {
  const file = fileAt(path);
  if (file === undefined) return undefined;
  const tenant = tenantUrl ? ` ${tenantUrl}` : '';
  return {
    status: 200,
    headers: {
      'content-type': types.get(file.split('.').at(-1) ?? '') ?? 'application/octet-stream',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; connect-src 'self'${tenant}; frame-src 'self'${tenant}`,
    },
    body: readFileSync(file),
  };
}
