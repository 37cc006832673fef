import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer } from './http.ts';

const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const own = (name: string) => fileURLToPath(new URL(`../page/${name}`, import.meta.url));
// Microsoft's renderer, as browsers take it.
const renderer = () =>
  fileURLToPath(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js'));

const files: Readonly<Record<string, { path: () => string; type: keyof typeof types }>> = {
  '/': { path: () => own('index.html'), type: 'html' },
  '/page/page.js': { path: () => own('page.js'), type: 'js' },
  '/page/talk.js': { path: () => own('talk.js'), type: 'js' },
  '/page/draw-message.js': { path: () => own('draw-message.js'), type: 'js' },
  '/page/chat.css': { path: () => own('chat.css'), type: 'css' },
  '/page/page.css': { path: () => own('page.css'), type: 'css' },
  '/page/host-config-light.json': { path: () => own('host-config-light.json'), type: 'json' },
  '/page/host-config-dark.json': { path: () => own('host-config-dark.json'), type: 'json' },
  '/page/adaptivecards.js': { path: renderer, type: 'js' },
};

/** The page's own files. Nothing on it may come from, or go to, another machine: the policy says so to the browser. */
export function pageFile(path: string, tenantUrl: string | undefined): Answer | undefined {
  if (!Object.hasOwn(files, path)) return undefined;
  const file = files[path];
  if (!file) return undefined;
  const frames = tenantUrl ? ` ${tenantUrl}` : '';
  return {
    status: 200,
    headers: {
      'content-type': types[file.type],
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-src 'self'${frames}`,
    },
    body: readFileSync(file.path()),
  };
}
