import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

type Locked = {
  version?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  bin?: Readonly<Record<string, string>>;
};

const read = async (name: string) =>
  JSON.parse(await readFile(new URL(`../${name}`, import.meta.url), 'utf8'));
const { packages } = (await read('package-lock.json')) as { packages: Record<string, Locked> };
const { allowScripts, optionalDependencies } = (await read('package.json')) as {
  allowScripts: Record<string, boolean>;
  optionalDependencies: Record<string, string>;
};
const installed = Object.entries(packages).filter(([path]) => path !== '');

test('every installed package has a hash in the lock file', () => {
  const without = installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  assert.deepEqual(without, []);
});

test('only reviewed install scripts run', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = scripted.map(([path]) => path.replace(/^.*node_modules\//, ''));
  assert.deepEqual(names.toSorted(), Object.keys(allowScripts).toSorted());
});

test('the lock file has the Node that runs, for each system, in one version', () => {
  const nodes = installed.filter(([, { bin }]) => bin?.node !== undefined);
  const names = nodes.map(([path]) => path.replace('node_modules/', ''));
  assert.deepEqual(names.toSorted(), Object.keys(optionalDependencies).toSorted());
  assert.equal(new Set(nodes.map(([, { version }]) => version)).size, 1);
});
