import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landingOf } from '../../../src/guests/project/landing.ts';

const wiki = { servicePrincipalId: '5b000000-0000-4000-8000-000000000002' };
const project = (apps: readonly (typeof wiki)[], redirectUrl?: string) => ({
  access: { groups: [], apps, licences: [] },
  invitation: { redirectUrl, sendMail: true },
});
const at = (homepage?: string) => ({ name: 'Wiki', homepage });
const home = 'https://wiki.example/start';

test('partners land where the project says, or on the page of its only application', () => {
  const said = 'https://atlas.example/';
  assert.deepEqual(landingOf(project([wiki], said), at(home)), { url: said });
  assert.deepEqual(landingOf(project([wiki]), at(home)), { url: home, application: 'Wiki' });
  assert.equal(landingOf(project([wiki, wiki]), at(home)), undefined);
  assert.equal(landingOf(project([]), undefined), undefined);
});

test('partners do not land on a home page that an invitation cannot lead to', () => {
  for (const homepage of [
    undefined,
    '',
    'wiki',
    'http://wiki.example',
    'https://localhost:44300',
    'https://a:b@wiki.example/',
    'javascript:alert(1)',
    // Entra writes this for gallery applications.
    'https://account.activedirectory.windowsazure.com:444/applications/default.aspx?metadata=x',
  ]) {
    assert.equal(landingOf(project([wiki]), at(homepage)), undefined, homepage ?? 'none');
  }
});
