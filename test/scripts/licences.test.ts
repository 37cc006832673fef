import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAllowed, licenceFaults } from '../../scripts/licences.ts';

const component = (name: string, expression?: string) => ({
  name,
  version: '1.0.0',
  ...(expression === undefined ? {} : { licenses: [{ expression }] }),
});

test('a package under an allowed licence is no fault', () => {
  const mit = { name: 'one', version: '1.0.0', licenses: [{ license: { id: 'MIT' } }] };
  assert.deepEqual(licenceFaults([mit, component('two', '(MIT OR GPL-3.0-only)')]), []);
});

test('the fault for a forbidden licence names the package', () => {
  const [fault, ...others] = licenceFaults([component('copyleft', 'AGPL-3.0-only')]);
  assert.match(fault ?? '', /copyleft 1\.0\.0 has the licence AGPL-3\.0-only/);
  assert.deepEqual(others, []);
});

test('a package without a licence is a fault until an engineer has read its files', () => {
  assert.match(licenceFaults([component('silent')])[0] ?? '', /silent 1\.0\.0 names no licence/);
  assert.deepEqual(licenceFaults([{ name: 'jspath', version: '0.4.0' }]), []);
});

test('when several licences apply the check must allow each', () => {
  assert.equal(isAllowed('MIT AND BSD-3-Clause'), true);
  assert.equal(isAllowed('MIT AND GPL-2.0-only'), false);
});
