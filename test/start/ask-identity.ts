// Signs in with the managed identity that the first argument names, and prints the tokens for Graph and Teams as JSON.
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { tokensOf } from '../../bot/start/open-graph.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { configWith } from './identity-config.ts';

const clientId = process.argv[2] ?? '';
const config = configWith(clientId, { AZURE_CLIENT_ID: clientId });
const graph = tokensOf(config);
const first = (await graph?.get()) ?? '';
const log = { info: () => undefined, warn: () => undefined };
const channel = await createChannel(config, { log, managedIdentity });
const teams = await channel.tokens.get();
// A token that Graph refuses is replaced by a new one.
graph?.refused(first);
process.stdout.write(JSON.stringify([first, teams, await graph?.get()]));
