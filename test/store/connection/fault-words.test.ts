import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { DatabaseAway } from '../../../src/store/connection/database-lost.ts';
import { faultWords } from '../../../src/store/connection/fault-words.ts';
import { isOfDatabase, unfit, unusable } from '../../../src/store/connection/start-faults.ts';

test('the bot names a server that does not fit', () => {
  const good = { version: 180_001, encoding: 'UTF8', readOnly: false, room: 100, shared: false };
  assert.equal(unfit(good), undefined);
  assert.match(
    unfit({ ...good, version: 120_022 }) ?? '',
    /PostgreSQL 12\. .* needs 13 or a newer/,
  );
  assert.match(
    unfit({ ...good, encoding: 'LATIN1' }) ?? '',
    /it is in LATIN1\. .* ENCODING 'UTF8'/,
  );
});

test('a start that ends later still knows that the database was the reason', () => {
  const full = Object.assign(new pg.DatabaseError('', 0, 'error'), { code: '53300' });
  assert.ok(isOfDatabase(full) && isOfDatabase(new DatabaseAway({ cause: full })));
  assert.ok(isOfDatabase(new Error('start', { cause: full })));
  assert.ok(!isOfDatabase(Object.assign(new Error('Graph'), { code: 'ECONNREFUSED' })));
  assert.match(String(unusable(full, 'postgres://a@db.example/x')), /no room for more connections/);
});

test('the bot names a certificate that it does not trust, is too old or for another name', () => {
  const words = (code: string) =>
    faultWords(Object.assign(new Error('no'), { code }), 'postgres://a@db.example/x');
  assert.match(words('SELF_SIGNED_CERT_IN_CHAIN') ?? '', /not one that this machine trusts/);
  assert.match(words('CERT_HAS_EXPIRED') ?? '', /not valid at this time/);
  assert.match(words('ERR_TLS_CERT_ALTNAME_INVALID') ?? '', /is for another name/);
});
