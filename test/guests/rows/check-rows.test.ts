import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartnerRow } from '../../../src/guests/list/partner-row.ts';
import {
  always,
  app,
  appId,
  appRole,
  check,
  checkOne,
  checkRows,
  context,
  id,
  open,
  optional,
  optionalApp,
  partner,
  team,
} from './atlas-rows.ts';

test('a row that says only its project gets everything else from the project', () => {
  const { partner: _, project, ...row } = check({});
  assert.equal(project?.key, 'atlas');
  assert.deepEqual(row, {
    line: 2,
    row: 1,
    address: 'jane@fabrikam.example',
    shown: 'jane@fabrikam.example',
    domain: 'fabrikam.example',
    displayName: 'jane',
    language: 'nl-NL',
    redirectUrl: 'https://atlas.example/',
    sendMail: false,
    access: {
      groups: [always, team],
      apps: [{ servicePrincipalId: app, appRoleId: appRole }],
      licences: [],
    },
    problems: [],
  });
});

test('the row overrules the choice on the card, which overrules the project', () => {
  const chosen = { project: 'beacon', language: 'de-DE', sendMail: true };
  const left = checkOne(open, { chosen });
  assert.deepEqual([left.project?.key, left.language, left.sendMail], ['beacon', 'de-DE', true]);
  const said = checkOne(partner({ language: 'fr', sendMail: false }), { chosen });
  assert.deepEqual([said.project?.key, said.language, said.sendMail], ['atlas', 'fr', false]);
});

test('if nobody says anything about the mail, it goes, in English', () => {
  const row = check({ project: 'beacon' });
  assert.deepEqual([row.sendMail, row.language, row.redirectUrl], [true, 'en-US', undefined]);
});

test('a row may say the key or the name of its project', () => {
  assert.equal(check({ project: 'ATLAS TWO' }).project?.key, 'atlas');
});

test('a row may add groups and applications from the optional access', () => {
  const row = check({ groups: [(optional ?? '').toUpperCase()], applications: [appId ?? ''] });
  assert.deepEqual(row.access.groups, [always, team, optional]);
  assert.deepEqual(row.access.apps.at(-1), { servicePrincipalId: optionalApp });
  assert.deepEqual(row.problems, []);
});

test('a row that names what everybody gets does not get it twice, nor in another role', () => {
  const row = check({ groups: [always ?? ''], applications: [app ?? ''] });
  assert.deepEqual(row.access, check({}).access);
});

const languages = 'en de es fr it ja ko pt-BR ru zh-HANS zh-HANT nl'.split(' ');
test(`the check knows the mail's languages of 2016 and Dutch: ${languages.join(' ')}`, () => {
  for (const language of languages) assert.deepEqual(check({ language }).problems, [], language);
  assert.equal(check({ language: 'zh-HANS' }).language, 'zh-Hans');
  assert.equal(check({ language: 'Nederlands' }).language, 'nl');
});

const problems: [what: string, said: Partial<PartnerRow>, code: string, values?: object][] = [
  ['no address', { address: '' }, 'address missing'],
  ['a plus', { address: 'j+x@fabrikam.example' }, 'address characters'],
  ['an own domain', { address: 'x@CONTOSO.example' }, 'own domain', { domain: 'contoso.example' }],
  [
    'a domain that is not allowed',
    { address: 'x@other.example', project: 'beacon' },
    'domain not allowed',
    { domain: 'other.example', project: 'Beacon' },
  ],
  [
    'a slip in the project',
    { project: 'atlsa' },
    'project unknown',
    { project: 'atlsa', nearest: 'atlas' },
  ],
  [
    'a struck project, which another spelling does not mend',
    { project: 'atlas~~' },
    'project unknown',
    { project: 'atlas~~', nearest: '' },
  ],
  [
    'a project far from any',
    { project: 'zzzzzzzz' },
    'project unknown',
    { project: 'zzzzzzzz', nearest: '' },
  ],
  ['an unknown language', { language: 'klingonese' }, 'language unknown'],
  ['a language that nobody has', { language: 'xq' }, 'language unknown', { language: 'xq' }],
  ['a group by name', { groups: ['Partners'] }, 'group malformed', { id: 'Partners' }],
  ['a foreign group', { groups: [id(50)] }, 'group not in project'],
  ['a malformed application', { applications: ['portal'] }, 'application malformed'],
  ['a foreign application', { applications: [id(50)] }, 'application not in project'],
  ['a redirect elsewhere', { redirectUrl: 'https://evil.example/' }, 'redirect host'],
  ['a redirect to another port', { redirectUrl: 'https://atlas.example:8443/' }, 'redirect host'],
  ['a subdomain of ours', { address: 'a@mail.contoso.example' }, 'own domain'],
  ['a forged domain', { address: 'a@f\u0430brikam.example' }, 'domain mixes scripts'],
  ['an http redirect', { redirectUrl: 'http://x.example' }, 'redirect malformed'],
  ['a redirect with a name in it', { redirectUrl: 'https://a@x.example' }, 'redirect malformed'],
  ['a script for a redirect', { redirectUrl: 'javascript:alert(1)' }, 'redirect malformed'],
  ['two cc', { cc: 'a@b.example; c@d.example' }, 'more than one cc', { line: 2 }],
  ['a bad cc', { cc: 'somebody' }, 'cc malformed', { address: 'somebody' }],
  [
    'a date in words',
    { until: 'end of January' },
    'until malformed',
    { value: 'end of January', ends: 'none' },
  ],
  [
    'a date that may be two days',
    { until: '01/02/2027' },
    'until unclear',
    { value: '01/02/2027', first: '2027-02-01', second: '2027-01-02' },
  ],
  ['a day that is not', { until: '2027-02-29' }, 'until malformed'],
  ['a day in six years', { until: '2032-11-21' }, 'until too far', { value: '2032-11-21' }],
  ['yesterday', { until: '2026-11-20' }, 'until past', { value: '2026-11-20' }],
];
for (const [what, said, code, values] of problems) {
  test(`${what} is a problem: ${code}`, () => {
    const [problem, ...others] = check(said).problems;
    assert.deepEqual([problem?.code, others], [code, []]);
    if (values !== undefined) assert.deepEqual(problem?.values, values);
  });
}

test('today may be the last day', () => {
  assert.deepEqual(check({ until: '2026-11-21' }).problems, []);
  assert.equal(check({ until: '2028-02-29' }).until, '2028-02-29');
});

test("the reader's problems stay, beside those that the check finds", () => {
  const row = checkOne({ ...open, problems: [{ code: 'too many fields' }] });
  assert.deepEqual(
    row.problems.map(({ code }) => code),
    ['too many fields', 'project missing'],
  );
});

test('the first good row for an address and a project counts, and the others name its line', () => {
  const rows = checkRows(
    [
      partner({ line: 2, language: 'klingonese' }),
      partner({ line: 3 }),
      partner({ line: 4, address: 'JANE@fabrikam.example' }),
      partner({ line: 5, project: 'beacon' }),
      partner({ line: 6, project: 'Atlas Two' }),
    ],
    context,
  );
  assert.deepEqual(
    rows.map(({ row, skipped }) => [row, skipped?.code, skipped?.values?.line]),
    [
      [1, undefined, undefined],
      [2, undefined, undefined],
      [3, 'duplicate', 3],
      [4, undefined, undefined],
      [5, 'duplicate', 3],
    ],
  );
});

test("a row may redirect to the project's host and to My Apps", () => {
  for (const redirectUrl of [
    'https://atlas.example/welcome?x=1',
    'https://myapps.microsoft.com/',
    'https://myapplications.microsoft.com/?tenantid=x',
  ]) {
    const row = check({ redirectUrl });
    assert.deepEqual([row.redirectUrl, row.problems], [redirectUrl, []]);
  }
});

test('a cell that the reader refused for its words is not called a wrong address too', () => {
  const problem = { code: 'words beside address', values: { address: '', as: 'struck' } } as const;
  const { problems } = check({ address: '<s>jane@fabrikam.example</s>', problems: [problem] });
  assert.deepEqual(problems, [problem]);
});
