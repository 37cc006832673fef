import { isNamedLater, type SetupStep } from './setup-step.ts';

/**
 * The calls of a plan as a shell script for the Azure command line, which another administrator can read and run. It
 * looks for nothing first: it is for a tenant without an earlier run.
 */
export function dryRunScript(steps: readonly SetupStep[], root: string): string {
  return [
    '#!/bin/sh',
    '# Makes in Entra and Teams what the bot needs. Sign in first: az login --tenant <tenant> --allow-no-subscriptions',
    'set -eu',
    `graph=${singleQuoted(root)}`,
    ...steps.flatMap((step) => ['', ...linesOf(step)]),
    '',
  ].join('\n');
}

function linesOf(step: SetupStep): string[] {
  const { id, what, name, make, gives = [] } = step;
  const comment = `# ${what}: ${name.replaceAll(/\s+/g, ' ')}`;
  const isPackage = make.body instanceof Uint8Array;
  const body = isPackage ? '@out/guestlist.zip' : inShell(JSON.stringify(make.body));
  const type = isPackage ? 'application/zip' : 'application/json';
  const call = `az rest --method ${make.method.toLowerCase()} --url ${inShell(`{{graph}}${make.path}`)} --headers Content-Type=${type} --body ${body}`;
  // Graph tells the text of a secret only once.
  if (what === 'secret') return [comment, `${call} --query secretText --output tsv`];
  if (!isNamedLater(step)) return [comment, `${call} --output none`];
  return [
    comment,
    `${variable(id)}=$(${call} --query id --output tsv)`,
    ...gives.map((property) => {
      const url = inShell(`{{graph}}${make.path}/{{${id}}}`);
      return `${variable(`${id}.${property}`)}=$(az rest --url ${url} --query ${property} --output tsv)`;
    }),
  ];
}

const variable = (name: string) => name.replaceAll(/\W/g, '_');

/** In double quotes, so that the shell fills in the variables and nothing else. */
const inShell = (text: string) =>
  `"${text
    .replaceAll(/[\\"`$]/g, '\\$&')
    .replaceAll(/\{\{([^{}]+)\}\}/g, (_, name: string) => `\${${variable(name)}}`)}"`;

const singleQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
