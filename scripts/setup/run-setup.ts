import { outcomeWords } from '../../bot/setup/setup-words.ts';
import { lookForStep, makeStep } from '../../src/graph/setup/send-step.ts';
import type { KnownIds } from '../../src/graph/setup/setup-step.ts';
import { appSteps } from '../../src/work/setup/app-steps.ts';
import { type CarryDeps, carryOut } from '../../src/work/setup/carry-out.ts';
import { envText } from '../../src/work/setup/env-text.ts';
import { firstProject } from '../../src/work/setup/first-project.ts';
import type { SetupAnswers } from '../../src/work/setup/setup-answers.ts';
import { buildPackage } from '../package/build-package.ts';
import { type PreparedSetup, prepareSetup } from './prepare-setup.ts';
import { setupEnv } from './setup-env.ts';
import { createSetupList, type KeptList } from './setup-files.ts';
import { packageFile, projectsFile, type SetupInputs } from './setup-inputs.ts';

/**
 * Says what it will make, asks, and makes it. Things that are there already stay as they are. Throws SetupRefused
 * before anything is made, and SetupStopped where Graph refuses a step. True: all is made.
 */
export async function runSetup(run: SetupInputs, answers: SetupAnswers): Promise<boolean> {
  const ready = await prepareSetup(run, answers);
  if (ready === undefined) return false;
  const { people, tenant } = ready;
  const list = await createSetupList(run.files, tenant.tenantId);
  const deps = carryDeps(run, list);
  const known = await carryOut(deps, ready.steps, {});
  const owners = answers.owners.flatMap((name) => people.get(name)?.id ?? []);
  const group = answers.projectGroup ?? known.project;
  await writeProjects(run, list, firstProject(answers, { owners, group }));
  await writeEnv(run, { answers, ready, known, deps, list });
  const appId = known['application.appId'] ?? '';
  const { zip } = await packageFor(answers, appId);
  await run.files.write(packageFile, zip);
  await list.addFile(packageFile);
  const app = appSteps(answers, { zip, appId, people, root: run.client.root });
  const { catalogue } = await carryOut(deps, app, known);
  sayNext(run, answers, { appId, upload: catalogue === undefined ? 'by hand' : 'done' });
  return true;
}

const carryDeps = (
  { client, sleep, print, say, isStopping }: SetupInputs,
  list: KeptList,
): CarryDeps => ({
  look: (step, known) => lookForStep(client, step, known),
  make: (step, known) => makeStep(client, step, known),
  sleep,
  begin: (begun) => list.begin(begun),
  hasBegun: (thing) => list.hasBegun(thing),
  notMade: (begun) => list.notMade(begun),
  keep: (made) => list.add(made),
  isStopping,
  tell: (step, outcome) => print(outcomeWords(step, outcome, say)),
});

async function writeProjects(run: SetupInputs, list: KeptList, text: string) {
  const isThere = (await run.files.read(projectsFile)) !== undefined;
  if (!isThere) {
    await run.files.write(projectsFile, text);
    await list.addFile(projectsFile);
  }
  sayFile(run, projectsFile, isThere ? 'there already' : 'made');
}

type Writing = {
  answers: SetupAnswers;
  ready: PreparedSetup;
  known: KnownIds;
  deps: CarryDeps;
  list: KeptList;
};

/** A secret goes into the file at once: Graph tells it only this time. */
async function writeEnv(run: SetupInputs, { answers, ready, known, deps, list }: Writing) {
  if (ready.env === 'made before') return sayFile(run, '.env', 'there already');
  const { files, sample, graphUrl } = run;
  const withSecret = { ...known, ...(await carryOut(deps, ready.secret, known)) };
  const values = setupEnv(answers, { tenant: ready.tenant, known: withSecret, graphUrl });
  await files.write('.env', envText(sample, values), 'private');
  await list.addFile('.env');
  sayFile(run, '.env', 'made');
}

function sayFile(
  { print, say }: SetupInputs,
  name: string,
  outcome: 'made' | 'there already',
): void {
  print(`${say('setup.file', { name })}: ${say(`setup.outcome.${outcome}`)}`);
}

/** Only a practice tenant allows an http address, and Teams knows nothing of that. */
const packageFor = ({ address }: SetupAnswers, appId: string) =>
  buildPackage({ MicrosoftAppId: appId, PUBLIC_URL: address.replace(/^http:/, 'https:') });

function sayNext(
  { print, say }: SetupInputs,
  { address, features }: SetupAnswers,
  { appId, upload }: { appId: string; upload: 'done' | 'by hand' },
): void {
  print(say('setup.next'));
  print(`- ${say('setup.next.bot', { name: appId, text: `${address}/api/messages` })}`);
  if (upload === 'by hand') print(`- ${say('setup.next.upload', { name: packageFile })}`);
  if (features.includes('apps') || features.includes('licences'))
    print(`- ${say('setup.next.projects', { name: projectsFile })}`);
  print(`- ${say('setup.next.check')}`);
}
