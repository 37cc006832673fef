// npm run sbom: lists all packages that run in production. Fails if one has a licence that is not allowed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Component, licenceFaults, licenceOf } from './licences.ts';

const list = 'out/guestlist.cdx.json';
const texts = 'out/third-party-licences.txt';

const said = execFileSync('npm', ['sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === 'win32', // npm is a command file there
});
const sbom: { components: readonly (Component & Located)[]; metadata: Metadata } = JSON.parse(said);
sbom.metadata.component.name = 'guestlist'; // npm puts the folder's name there

mkdirSync('out', { recursive: true });
writeFileSync(list, `${JSON.stringify(sbom, null, 1)}\n`);
writeFileSync(texts, sbom.components.map(describe).join('\n'));

const faults = licenceFaults(sbom.components);
for (const fault of faults) console.error(fault);
console.log(`${list}, ${texts}: ${sbom.components.length} packages, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

type Metadata = { component: { name: string } };
type Located = { properties?: readonly { name: string; value: string }[] };

/** Name, version and licence of a package, and the licence texts in its folder. */
function describe(component: Component & Located): string {
  const path = component.properties?.find(({ name }) => name === 'cdx:npm:package:path')?.value;
  const folder = path ?? join('node_modules', component.name);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const licences = files.filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const read = licences.map((file) => readText(join(folder, file)));
  return [`${component.name} ${component.version} (${licenceOf(component)})`, ...read, ''].join(
    '\n',
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return ''; // a folder of that name
  }
}
