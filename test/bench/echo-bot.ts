// The smallest bot on botbuilder and restify, to compare with. Runs in a process of its own.
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import restify from 'restify';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const echo = async (context: TurnContext) => {
  if (context.activity.type === 'message')
    await context.sendActivity(`You said ${context.activity.text}`);
};

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req, res) => {
  const { method = 'POST', headers, body } = req;
  await adapter.process({ method, headers, body }, res, echo);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}\n`);
});
