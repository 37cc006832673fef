import { get } from './ask.js';

/** The last calls between the bot, Graph and Teams, newest first. */
export async function readCalls(tenantUrl) {
  const teams = (await get('/sandbox/wire?last=600')).map(teamsCall);
  if (!tenantUrl) return teams;
  const graph = (await get(`${tenantUrl}/sandbox/requests?last=600`)).map(graphCall);
  const told = (await get(`${tenantUrl}/sandbox/deliveries?last=200`)).map(notification);
  return [...teams, ...graph, ...told].sort((a, b) => b.time - a.time);
}

const at = (call) => ({ at: call.at, time: Date.parse(call.at), method: call.method });

const teamsCall = (call) => ({
  ...at(call),
  kind: 'Teams',
  way: call.to === 'bot' ? 'Teams \u2192 bot' : 'bot \u2192 Teams',
  path: call.to === 'bot' ? said(call.body) : short(call.path),
  status: call.status,
  body: call.body,
  answer: call.answer,
  read: call.to === 'teams' && call.method === 'GET',
});

/** The path without the common prefix, and with long ids cut. */
const short = (path) =>
  decodeURIComponent(path)
    .replace(/^\/teams/, '')
    .replace(/(\/conversations\/[^/]{10})[^/]+/, '$1\u2026');

const said = ({ type, name, value, text }) =>
  [type, name, value?.action?.verb ?? value?.verb ?? value?.action, text]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');

const graphCall = (call) => ({
  ...at(call),
  kind: 'Graph',
  way: 'bot \u2192 Graph',
  path: call.path,
  status: call.status,
  body: call.body,
  answer: call.answer,
  read: call.method === 'GET' || call.path.endsWith('/checkMemberGroups'),
});

const notification = (call) => ({
  ...at(call),
  kind: 'Graph',
  way: 'Graph \u2192 bot',
  method: 'POST',
  path: new URL(call.url).pathname,
  status: call.status,
  body: call.body,
  read: false,
});
