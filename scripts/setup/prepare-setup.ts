import { setupStepWords } from '../../bot/setup/setup-words.ts';
import type { Say } from '../../bot/words/say.ts';
import { dryRunScript } from '../../src/graph/setup/dry-run-script.ts';
import {
  findMember,
  type GraphInTenant,
  type MemberFound,
  readGraphInTenant,
} from '../../src/graph/setup/read-setup-facts.ts';
import type { SetupStep } from '../../src/graph/setup/setup-step.ts';
import { type SetupCertificate, secretStep } from '../../src/graph/setup/setup-steps.ts';
import { readTenant, type Tenant } from '../../src/graph/tenant.ts';
import { dayMs } from '../../src/guests/times/spans.ts';
import { appSteps } from '../../src/work/setup/app-steps.ts';
import { neededPermissions } from '../../src/work/setup/needed-permissions.ts';
import { planSetup } from '../../src/work/setup/plan-setup.ts';
import type { SetupAnswers } from '../../src/work/setup/setup-answers.ts';
import { readCertificate } from './read-certificate.ts';
import { isPracticeGraph } from './setup-env.ts';
import { readSetupList } from './setup-files.ts';
import { packageFile, projectsFile, type SetupInputs, SetupRefused } from './setup-inputs.ts';

/** The things to make, after the administrator has said yes. */
export type PreparedSetup = {
  tenant: Tenant;
  people: ReadonlyMap<string, MemberFound>;
  steps: readonly SetupStep[];
  /** The secret, if the bot is to have one. */
  secret: readonly SetupStep[];
  env: 'to make' | 'made before';
};

/**
 * Reads the tenant, says what it would make, and asks. Changes nothing. Undefined: a dry run, or the answer was no.
 * Throws SetupRefused for answers that do not fit the tenant.
 */
export async function prepareSetup(
  run: SetupInputs,
  answers: SetupAnswers,
): Promise<PreparedSetup | undefined> {
  const { client, say, print } = run;
  const tenant = await readTenant(client);
  checkTenant(tenant, answers, say);
  const graph = await readGraphInTenant(client);
  if (graph === undefined) throw new SetupRefused(say('setup.not allowed'));
  checkPermissions(graph, answers, say);
  const people = await findPeople(run, answers);
  const certificate = await certificateOf(run, answers);
  const steps = planSetup(answers, { graph, people, root: client.root, certificate });
  const env = await lookAtEnv(run, tenant);
  const secret =
    env === 'made before' || answers.credential === 'federated' || isPracticeGraph(run.graphUrl)
      ? []
      : [secretOf(run, answers)];
  const parts = { appId: '{{application.appId}}', zip: new Uint8Array(), root: client.root };
  const all = [...steps, ...secret, ...appSteps(answers, { ...parts, people })];
  if (run.mode === 'dry run') {
    print(dryRunScript(all, client.root));
    return undefined;
  }
  print(say('setup.plan', { name: tenant.name }));
  for (const step of all) print(`- ${setupStepWords(step, say)}`);
  for (const name of ['.env', projectsFile, packageFile]) print(`- ${say('setup.file', { name })}`);
  if (await run.agree(say('setup.ask go'))) return { tenant, people, steps, secret, env };
  print(say('setup.nothing done'));
  return undefined;
}

function checkTenant({ tenantId, name, domains }: Tenant, { tenant }: SetupAnswers, say: Say) {
  const wanted = tenant.toLowerCase();
  if (wanted === tenantId.toLowerCase() || domains.includes(wanted)) return;
  throw new SetupRefused(say('setup.other tenant', { name, text: tenant }));
}

function checkPermissions({ roles }: GraphInTenant, { features }: SetupAnswers, say: Say) {
  const unknown = neededPermissions(features).filter((permission) => !roles.has(permission));
  if (unknown.length > 0)
    throw new SetupRefused(say('setup.permission unknown', { names: unknown.join(', ') }));
}

async function findPeople({ client, say }: SetupInputs, answers: SetupAnswers) {
  const names = [...new Set([...answers.inviters, ...answers.operators, ...answers.owners])];
  const found = await Promise.all(
    names.map(async (name) => [name, await findMember(client, name)] as const),
  );
  const unknown = found.filter(([, person]) => person === undefined).map(([name]) => name);
  if (unknown.length > 0)
    throw new SetupRefused(say('setup.nobody', { names: unknown.join(', ') }));
  return new Map(found.flatMap(([name, person]) => (person ? [[name, person]] : [])));
}

async function certificateOf(
  { files, say }: SetupInputs,
  { certificate: name }: SetupAnswers,
): Promise<SetupCertificate | undefined> {
  if (name === undefined) return undefined;
  try {
    return readCertificate((await files.read(name)) ?? '');
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    throw new SetupRefused(say('setup.certificate unusable', { name, text }));
  }
}

async function lookAtEnv(
  { files, agree, say, foreignEnv, mode }: SetupInputs,
  { tenantId }: Tenant,
): Promise<PreparedSetup['env']> {
  const list = await readSetupList(files);
  if ((await files.read('.env')) === undefined || mode === 'dry run') return 'to make';
  if (list?.tenantId === tenantId && list.files.includes('.env')) return 'made before';
  if (foreignEnv === 'overwrite') return 'to make';
  if (await agree(say('setup.ask overwrite', { name: '.env' }))) return 'to make';
  throw new SetupRefused(say('setup.in the way', { name: '.env', text: '--overwrite' }));
}

function secretOf({ now }: SetupInputs, { name, secretDays }: SetupAnswers): SetupStep {
  const endsAt = new Date(now().getTime() + secretDays * dayMs).toISOString();
  return secretStep(`${name} set-up`, endsAt);
}
