import { createRequire, registerHooks } from 'node:module';

/**
 * The bot uses only the part of teams-ai that finds routes. Its module loads sign-in dialogs, an AI client and a
 * tokenizer too: 70 MB of memory and half a second of processor time at every start, for nothing that the bot calls.
 * Decision 0017 says why Node's hook leaves them out, and not a fork.
 */
const neverCalled = new Set([
  'botbuilder-dialogs',
  'gpt-tokenizer',
  'json-colorizer',
  'openai',
  'yaml',
]);
const standIn = new URL('./never-called.cjs', import.meta.url).href;

const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    neverCalled.has(specifier) && context.parentURL?.includes('/@microsoft/teams-ai/')
      ? { url: standIn, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
const loaded: typeof import('@microsoft/teams-ai/lib/Application.js') = createRequire(
  import.meta.url,
)('@microsoft/teams-ai/lib/Application.js');
hooks.deregister();

/** Finds the handler of each activity. */
export const TeamsApplication = loaded.Application;
export type TeamsApplication = InstanceType<typeof TeamsApplication>;
