import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, type LogFields } from '../src/log.ts';

function logged(
  write: (log: ReturnType<typeof createLog>) => void,
  level: 'debug' | 'info' = 'debug',
) {
  const lines: string[] = [];
  write(createLog({ level, write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

const fieldsOf = (fields: LogFields) => {
  const [{ level, time, pid, event, ...rest }] = logged((log) => log.info('tried', fields));
  return rest;
};

test('a line is one JSON object with the event, its level and the time', () => {
  const [line] = logged((log) => log.warn('guest invited', { requestId: 7, attempt: 2 }));
  assert.equal(line.event, 'guest invited');
  assert.equal(line.level, 'warn');
  assert.match(line.time, /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.equal(line.requestId, 7);
  assert.equal(line.attempt, 2);
});

test('the log writes no lines below its level', () => {
  const lines = logged((log) => {
    log.debug('small');
    log.info('large');
  }, 'info');
  assert.deepEqual(
    lines.map((line) => line.event),
    ['large'],
  );
});

test('the log writes ids, codes and numbers', () => {
  const fields = {
    objectId: '00000000-0000-4000-8000-000000000001',
    conversationId: '19:abc_def@thread.tacv2;messageid=1700000000000',
    groupIds: ['g-1', 'g-2'],
    state: 'awaiting approval',
    verb: 'request.confirm',
    status: 429,
    ms: 12.5,
    held: true,
  };
  assert.deepEqual(fieldsOf(fields), fields);
});

const personal: [key: string, value: unknown][] = [
  ['address', 'jane@fabrikam.example'],
  ['objectId', 'jane@fabrikam.example'],
  ['objectId', 'jane%40fabrikam.example'],
  ['objectId', 'jane＠fabrikam.example'],
  ['conversationId', 'jane@thread.example'],
  ['displayName', 'Jane Doe'],
  ['name', 'Jane'],
  ['text', 'please invite her'],
  [
    'reason',
    'because I said so; she is on parole since 2019, and that is a long text to keep in a log',
  ],
  ['code', 'https://contoso.sharepoint.com/x?tempauth=1'],
  ['path', '/users/jane@fabrikam.example'],
  ['tokenId', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln'],
  ['groupIds', ['g-1', 'jane@fabrikam.example']],
  ['body', { address: 'jane' }],
  ['stateId', 'two words'],
];
for (const [key, value] of personal) {
  test(`the log leaves out ${key} ${JSON.stringify(value)}, and the line says so`, () => {
    assert.deepEqual(fieldsOf({ [key]: value }), { dropped: [key] });
  });
}

test('the log does not repeat an event or a field that a person named', () => {
  const [line] = logged((log) =>
    log.info('jane@fabrikam.example joined', { 'jane@x.example': 'a' }),
  );
  assert.equal(line.event, 'unnamed event');
  assert.deepEqual(line.dropped, ['unnamed']);
});

test("the log has an error's name, code, status and place, never its message", () => {
  const secret =
    'jane@fabrikam.example at https://x.example/?t=1\n    at jane@fabrikam.example.ts:1:1';
  const cause = Object.assign(new TypeError(secret), { code: 'ECONNRESET', statusCode: 503 });
  const { error } = fieldsOf({ error: new Error(secret, { cause }) });
  assert.equal(error.name, 'Error');
  assert.equal(error.cause.name, 'TypeError');
  assert.equal(error.cause.code, 'ECONNRESET');
  assert.equal(error.cause.status, 503);
  assert.match(error.frames[0], /^test\/log\.test\.ts:\d+$/);
  assert.doesNotMatch(JSON.stringify(error), /jane|fabrikam|https/);
});

test('the log names a thrown value that is not an error by its type', () => {
  assert.deepEqual(fieldsOf({ error: 'jane@fabrikam.example' }), {
    error: { name: 'string', frames: [] },
  });
});

test('an error that is its own cause does not end the process', () => {
  const error = new Error('round');
  error.cause = error;
  assert.equal(fieldsOf({ error }).error.cause.name, 'Error');
});

test('a child adds its fields to every line, under the same rules', () => {
  const [line] = logged((log) =>
    log.child({ requestId: 'r-1', address: 'jane@x.example' }).info('confirmed', { count: 3 }),
  );
  assert.equal(line.requestId, 'r-1');
  assert.equal(line.count, 3);
  assert.deepEqual(line.dropped, ['address']);
});
