import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { rooms } from '../architecture/rooms.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const sample = read('.env.sample');
const known = (name: string) => new RegExp(`^(# )?${name}=`, 'm').test(sample);
const container = read('deploy/Containerfile');
const compose = read('deploy/compose.yaml');
const kubernetes = read('deploy/kubernetes/guestlist.yaml');
const bicep = read('deploy/azure/main.bicep');
const unit = read('deploy/guestlist.service');
/** Variables that other programs set or read, not the bot. */
const foreign = new Set(['NODE_ENV', 'GUESTLIST_HOST']);

test('every file for deployment says in its first line that nobody has tried it', () => {
  const files = readdirSync(new URL('deploy/', root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('ignore'))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  assert.equal(files.length, 6);
  for (const file of files) {
    assert.match(readFileSync(file, 'utf8').split('\n')[0] ?? '', /Untried: /, file);
  }
});

for (const [file, names] of [
  ['compose.yaml', Object.keys(parse(compose).services.bot.environment)],
  ['guestlist.yaml', [...kubernetes.matchAll(/- name: ([A-Z]\w+)\n\s+value:/g)].map(first)],
  ['main.bicep', [...bicep.matchAll(/\{ name: '([A-Z]\w+)', (?:value|secretRef)/g)].map(first)],
  ['guestlist.service', [...unit.matchAll(/^Environment=(\w+)/gm)].map(first)],
] as const) {
  test(`${file} sets only variables that .env.sample explains`, () => {
    assert.ok(names.length > 2);
    assert.deepEqual(
      names.filter((name) => !foreign.has(name) && !known(name)),
      [],
    );
  });
}

test('the image holds every room of the bot and what they read', () => {
  const copied = [...container.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
    paths.split(' '),
  );
  for (const path of copied) assert.ok(existsSync(new URL(path, root)), path);
  const wings = new Set(rooms.map(({ name }) => name.split('/')[0] ?? ''));
  for (const wing of wings) {
    if (['bot', 'src', 'cards'].includes(wing)) assert.ok(copied.includes(wing), wing);
  }
  const outside = ['bot', 'src'].flatMap((wing) =>
    readdirSync(new URL(wing, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(`${wing}/${file}`).matchAll(/'(?:\.\.\/)+([a-z][\w./-]*)'/g)])
      .map(first)
      .filter((path) => /^(docs|manifest|scripts|test)\//.test(path)),
  );
  assert.deepEqual(
    outside.filter((path) => !copied.includes(path)),
    [],
  );
  const seen = read('deploy/Containerfile.containerignore').split('\n');
  for (const path of copied) assert.ok(seen.includes(`!${path}`), path);
});

test('the image runs without root, and every port and path of a probe is one of the bot', () => {
  assert.match(container, /^USER node$/m);
  assert.match(container, /^EXPOSE 3978$/m);
  const server = read('bot/http/server.ts');
  for (const [, path = ''] of `${kubernetes}\n${bicep}`.matchAll(/path: '?(\/[a-z]+z)\b/g)) {
    assert.ok(server.includes(`'${path}'`), path);
  }
  const outer = /@outside path (.+)/.exec(read('deploy/Caddyfile'))?.[1]?.split(' ') ?? [];
  const http = ['entrances', 'about-pages'].map((name) => read(`bot/http/${name}.ts`)).join('\n');
  for (const path of outer) assert.ok(http.includes(`'${path}'`), path);
  assert.match(sample, /^# PORT=3978$/m);
});

test('the files of Kubernetes name only things that are there', () => {
  const documents = parseAllDocuments(kubernetes);
  for (const { errors, warnings } of documents) assert.deepEqual([...errors, ...warnings], []);
  const things = documents.map((document) => document.toJS());
  assert.deepEqual(
    things.map(({ kind }) => kind),
    ['ServiceAccount', 'Deployment', 'PodDisruptionBudget', 'Service', 'NetworkPolicy', 'Ingress'],
  );
  const [, { spec: deployment }, { spec: budget }, { spec: service }, { spec: policy }, ingress] =
    things;
  const { labels } = deployment.template.metadata;
  for (const selector of [
    deployment.selector.matchLabels,
    budget.selector.matchLabels,
    service.selector,
    policy.podSelector.matchLabels,
  ]) {
    assert.deepEqual(selector, labels);
  }
  const [bot] = deployment.template.spec.containers;
  const ports = bot.ports.map(({ name }: { name: string }) => name);
  for (const probe of [bot.startupProbe, bot.readinessProbe, bot.livenessProbe]) {
    assert.ok(ports.includes(probe.httpGet.port));
  }
  const volumes = deployment.template.spec.volumes.map(({ name }: { name: string }) => name);
  for (const { name } of bot.volumeMounts) assert.ok(volumes.includes(name), name);
  for (const { backend } of ingress.spec.rules[0].http.paths) {
    assert.deepEqual(backend.service, { name: 'guestlist', port: { name: 'http' } });
  }
  assert.ok(budget.minAvailable < deployment.replicas);
});

test('main.bicep names only things that it declares, and its brackets close', () => {
  const code = bicep.replaceAll(/^\s*\/\/.*$/gm, '');
  const declared = [...code.matchAll(/^(?:param|var|resource) (\w+)/gm)].map(first);
  assert.equal(new Set(declared).size, declared.length);
  const inTexts = [...code.matchAll(/\$\{([^}]*)\}/g)].map(first).join('\n');
  const bare = `${code.replaceAll(/'[^'\n]*'/g, "''")}\n${inTexts}`;
  const used = [...bare.matchAll(/(?<![\w.'])([a-z]\w*)\.(?:id|properties|listKeys)/g)].map(first);
  const values = [...bare.matchAll(/(?:: |= |parent: )([a-z]\w*)$/gm)].map(first);
  const words = new Set(['true', 'false']);
  assert.ok(used.length > 10);
  assert.deepEqual(
    [...used, ...values].filter((name) => !declared.includes(name) && !words.has(name)),
    [],
  );
  const open: string[] = [];
  const closing: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' };
  for (const [sign] of code.replaceAll(/'[^'\n]*'/g, '').matchAll(/[{}()[\]]/g)) {
    if (closing[sign] === undefined) open.push(sign);
    else assert.equal(open.pop(), closing[sign]);
  }
  assert.deepEqual(open, []);
});

test('systemd can read its unit', (t) => {
  const { error, stderr } = spawnSync(
    'systemd-analyze',
    ['verify', '--man=no', new URL('deploy/guestlist.service', root).pathname],
    { encoding: 'utf8' },
  );
  if (error !== undefined)
    return t.diagnostic('systemd-analyze is not here: the unit was not read');
  const faults = stderr.split('\n').filter((line) => line.includes('guestlist.service'));
  // This machine has no checkout where the unit expects it.
  assert.deepEqual(
    faults.filter((line) => !line.includes('is not executable')),
    [],
  );
});

function first(match: RegExpExecArray): string {
  return match[1] ?? '';
}
