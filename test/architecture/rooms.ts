/** One folder, or one file that is a room of its own. */
export type Room = {
  name: string;
  /** The rooms that it may import from. A star means every room of that wing higher up in this list. */
  uses: readonly string[];
  /** True: the folders in this folder are not rooms of their own. */
  tree?: true;
};

const room = (name: string, uses = ''): Room => ({ name, uses: uses.split(' ').filter(Boolean) });
const tree = (name: string, uses = ''): Room => ({ ...room(name, uses), tree: true });

/** The rooms on which nearly all jobs stand. */
const ground = 'src/guests* src/graph* src/store* src/work/runtime';

/** The allowed imports. A room imports only from rooms above it, so the list is also the order to read the house in. */
export const rooms: readonly Room[] = [
  // Configuration and the log, for all rooms.
  room('src'),
  // The pure rules.
  room('src/guests'),
  room('src/guests/times'),
  room('src/guests/names'), // words around a name
  room('src/guests/text', 'src/guests src/guests/names'),
  room('src/guests/project', 'src/guests src/guests/times src/guests/text'),
  room('src/guests/ending', 'src/guests src/guests/text src/guests/project'),
  room('src/guests/list', 'src/guests src/guests/names src/guests/text'),
  room('src/guests/marks', 'src/guests src/guests/names src/guests/list'), // what a row says against its person
  room('src/guests/exports', 'src/guests src/guests/list'), // lists that leave as files
  room('src/guests/foreign', 'src/guests/text src/guests/list'), // files of other programs
  room(
    'src/guests/table',
    'src/guests src/guests/names src/guests/text src/guests/list src/guests/marks src/guests/foreign',
  ), // one reader for all kinds of lists
  room(
    'src/guests/csv',
    'src/guests src/guests/text src/guests/list src/guests/marks src/guests/foreign src/guests/table',
  ), // lists as text
  room('src/guests/archive', 'src/guests/text src/guests/list src/guests/foreign'), // the parts of a workbook
  // Lists as workbooks, and the choice between the two.
  room(
    'src/guests/xlsx',
    'src/guests src/guests/text src/guests/list src/guests/marks src/guests/foreign src/guests/table src/guests/csv src/guests/archive',
  ),
  room('src/guests/sentence', 'src/guests src/guests/times src/guests/names src/guests/text'),
  // The people whom a typed text names without meaning them.
  room(
    'src/guests/meant',
    'src/guests src/guests/names src/guests/text src/guests/list src/guests/marks src/guests/sentence',
  ),
  room(
    'src/guests/typed',
    'src/guests src/guests/names src/guests/text src/guests/list src/guests/table src/guests/foreign src/guests/csv src/guests/sentence src/guests/meant',
  ),
  room(
    'src/guests/rows',
    'src/guests src/guests/names src/guests/text src/guests/list src/guests/project src/guests/ending',
  ),
  room('src/guests/approval', 'src/guests src/guests/times src/guests/project src/guests/rows'),
  // Microsoft Graph.
  room('src/graph/client', 'src src/guests*'),
  room('src/graph/people', 'src/guests* src/graph/client'),
  room('src/graph/access', 'src/guests* src/graph/client'),
  room('src/graph/own', 'src/guests* src/graph/client'), // the bot's own application
  room('src/graph/setup', 'src/guests* src/graph/client'), // calls of set-up in a tenant
  room('src/graph/ending', 'src/guests* src/graph/client src/graph/people src/graph/access'),
  room(
    'src/graph',
    'src/guests* src/graph/client src/graph/people src/graph/access src/graph/own src/graph/ending',
  ),
  // The database.
  room('src/store/postgres'),
  room('src/store/migrations'),
  room('src/store/connection'),
  room('src/store', 'src/guests* src/store/migrations src/store/connection'),
  room('src/store/guests', 'src/guests* src/store'),
  room('src/store/requests', 'src/guests* src/store'),
  room('src/store/steps', 'src/guests* src/store src/store/requests'),
  room('src/store/copy', 'src/store src/store/steps'), // a copy of all rows, and back
  room('src/store/invitations', 'src/guests* src/store src/store/guests'),
  room('src/store/approvals', 'src/guests* src/store src/store/invitations src/store/requests'),
  room('src/store/endings', 'src/guests* src/store src/store/invitations'),
  room('src/store/telling', 'src/guests* src/store src/store/steps'),
  room('src/store/reports', 'src/guests* src/store'), // counts
  room('src/store/due', 'src/guests* src/store src/store/telling'), // the question for due work, for all loops at once
  // The jobs, by stage.
  room('src/work/runtime', 'src src/store src/store/due'),
  room('src/work/rights', 'src/guests* src/graph*'),
  room('src/work/ledger', 'src src/guests* src/store* src/work/runtime'),
  room('src/work/telling', 'src/guests* src/graph src/store* src/work/runtime src/work/rights'),
  room('src/work/new-accounts', `${ground} src/work/ledger src/work/telling`),
  room('src/work/granting', `${ground} src/work/ledger src/work/new-accounts`),
  room('src/work/inviting', `${ground} src/work/ledger src/work/new-accounts src/work/granting`),
  room(
    'src/work/mailing', // the mail again, to many
    'src/guests* src/store* src/work/runtime src/work/rights src/work/telling',
  ),
  room(
    'src/work/taking',
    'src src/guests* src/graph* src/store* src/work/runtime src/work/telling src/work/ledger src/work/granting src/work/mailing',
  ),
  room(
    'src/work/accounts',
    `${ground} src/work/telling src/work/ledger src/work/new-accounts src/work/granting src/work/taking`,
  ),
  room('src/work/reading', 'src/guests* src/store* src/work/runtime src/work/telling'),
  room('src/work/facts', ground),
  room('src/work/review', `${ground} src/work/telling src/work/reading src/work/facts`),
  room(
    'src/work/request',
    'src/guests* src/graph* src/store* src/work/runtime src/work/rights src/work/ledger src/work/telling',
  ),
  room(
    'src/work/approval',
    'src/guests* src/graph src/store* src/work/runtime src/work/rights src/work/ledger src/work/telling',
  ),
  room(
    'src/work/leavers',
    'src/guests* src/graph src/store* src/work/runtime src/work/telling src/work/approval',
  ),
  room(
    'src/work/redemption',
    'src src/guests* src/graph* src/store* src/work/runtime src/work/ledger src/work/telling',
  ),
  room('src/work/projects', `${ground} src/work/rights src/work/telling src/work/facts`),
  room(
    'src/work/engine',
    `${ground} src/work/ledger src/work/new-accounts src/work/granting src/work/inviting src/work/taking src/work/accounts src/work/request`,
  ),
  room('src/work/named', 'src/guests* src/graph* src/store*'), // the people in a list of people in Entra
  room(
    'src/work/ending',
    'src src/guests* src/graph* src/store* src/work/runtime src/work/rights src/work/ledger src/work/mailing src/work/telling src/work/request src/work/named',
  ),
  // Writes down what somebody wants to end, as the lines of a draft.
  room(
    'src/work/drafting',
    'src/guests* src/store* src/work/runtime src/work/rights src/work/mailing src/work/request src/work/ending',
  ),
  // Says what is wrong with the set-up, and changes nothing.
  room('src/work/doctor', `${ground} src/work/telling src/work/projects`),
  // The plan and the work of set-up.
  room('src/work/setup', 'src/guests* src/graph* src/work/doctor'),
  room('src/work/upkeep', ground),
  room('src/work', 'src/work*'),
  // The conversation.
  room('cards'),
  room('cards/strings'),
  room('cards/topics'),
  room('bot/words', 'src/guests* cards/strings'),
  room('bot/topics', 'cards/topics bot/words'),
  room('bot/cards', 'src/guests* cards bot/words bot/topics'),
  room('bot/doctor', 'src* bot/words'),
  room('bot/setup', 'src* bot/words'),
  room('bot/http', 'src src/store'),
  room('bot/naming', 'src* bot/words bot/cards'),
  room('bot/drawing', 'src* bot/words bot/cards bot/naming'),
  room('bot/lists', 'src* bot/words bot/cards bot/drawing'),
  room('bot/sending', 'src* bot/words bot/cards bot/naming bot/drawing bot/lists bot/http'),
  room('bot/activities', 'src src/guests src/guests/times src/store* bot/http bot/sending'),
  room('bot/turns', 'src* bot/words bot/cards bot/sending bot/http bot/activities'),
  room('bot/rights', 'src* bot/cards bot/turns'),
  room('bot/stand-ins', 'src* bot/words bot/cards bot/turns bot/rights'),
  room(
    'bot/files',
    'src* bot/words bot/cards bot/naming bot/drawing bot/lists bot/sending bot/turns bot/rights bot/http',
  ),
  room('bot/buttons', 'src* bot/cards bot/drawing bot/turns bot/rights'), // the common part of all buttons
  room(
    'bot/clicks',
    'src* bot/topics bot/cards bot/naming bot/drawing bot/lists bot/sending bot/turns bot/rights bot/stand-ins bot/files bot/buttons',
  ),
  room('bot/reports', 'src* bot/words bot/cards bot/lists bot/turns bot/rights'),
  room('bot/channels', 'src* bot/words bot/turns bot/rights'), // words that people type in channels
  room('bot/endings', 'src* bot/cards bot/turns bot/rights'), // words that take access or accounts away
  room(
    'bot/commands',
    'src* bot/words bot/topics bot/doctor bot/cards bot/naming bot/drawing bot/lists bot/sending bot/turns bot/rights bot/stand-ins bot/files bot/buttons bot/clicks bot/reports bot/channels bot/endings',
  ),
  room(
    'bot/routes',
    'src* bot/words bot/topics bot/cards bot/sending bot/turns bot/rights bot/files bot/buttons bot/clicks bot/commands bot/http',
  ),
  room('bot/webhooks', 'src* bot/http'),
  room('bot/start', 'src* bot*'),
  room('bot/run.ts', 'src* bot/start'),
  room('bot/load-later.ts', ''),
  room('bot/main.ts', 'bot/load-later.ts bot/start bot/run.ts'),
  // Beside the house.
  room('manifest'),
  room('scripts/copy', 'src* bot/words'), // backup, restore and move
  room('scripts/package', 'bot/commands bot/words'), // the Teams app package
  room('scripts/setup', 'src* bot/words bot/setup scripts/package'), // the parts of `npm run setup`
  room(
    'scripts', // one file for each word that npm runs
    'src* bot/words bot/doctor bot/start scripts/copy scripts/package scripts/setup',
  ),
  tree('test/sandbox'), // the outside world, which imports nothing of the bot
  tree('test', 'test/sandbox bot* src* cards* manifest scripts*'),
];
