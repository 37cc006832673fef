import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isNight,
  isReminderDue,
  nextReminder,
  reminderTimes,
} from '../../../src/guests/approval/owner-reminders.ts';

const timeZone = 'Europe/Amsterdam';
/** Winter: an hour ahead of UTC. */
const local = (text: string) => new Date(`${text}+01:00`);
const terms = (askedAt: string, timesOutAt: string | null, followedUpAt: string | null = null) => ({
  askedAt: local(askedAt),
  timesOutAt: timesOutAt === null ? null : local(timesOutAt),
  followedUpAt: followedUpAt === null ? null : local(followedUpAt),
});
const times = (...of: Parameters<typeof terms>) => reminderTimes(terms(...of), timeZone);

test('an owner is reminded at half of the time and an hour before its end', () => {
  assert.deepEqual(times('2026-12-01T10:00', '2026-12-03T14:00'), [
    local('2026-12-02T12:00'),
    local('2026-12-03T13:00'),
  ]);
});

test('a reminder at night comes in the morning, and the last one in the evening before', () => {
  assert.deepEqual(times('2026-12-01T10:00', '2026-12-04T07:30'), [
    local('2026-12-03T08:00'),
    local('2026-12-03T19:00'),
  ]);
  for (const at of ['2026-12-01T20:00', '2026-12-01T23:59', '2026-12-02T07:59'])
    assert.equal(isNight(local(at), timeZone), true, at);
  for (const at of ['2026-12-01T08:00', '2026-12-01T19:59'])
    assert.equal(isNight(local(at), timeZone), false, at);
});

test('no reminder comes before the question or after the end', () => {
  assert.deepEqual(times('2026-12-01T19:30', '2026-12-01T20:15'), [local('2026-12-01T19:52:30')]);
  assert.deepEqual(times('2026-12-01T21:00', '2026-12-02T05:00'), []);
  assert.deepEqual(times('2026-12-01T10:00', null), []);
});

test('a follow-up reminds at once by day, and in the morning at night', () => {
  assert.deepEqual(times('2026-12-01T10:00', null, '2026-12-02T11:00'), [
    local('2026-12-02T11:00'),
  ]);
  assert.deepEqual(times('2026-12-01T10:00', null, '2026-12-02T22:00'), [
    local('2026-12-03T08:00'),
  ]);
});

test('one reminder a day is enough, and the next day brings what is still due', () => {
  const asked = terms('2026-12-01T10:00', '2026-12-03T14:00');
  const due = (now: string, remindedAt: string | null) =>
    isReminderDue(
      asked,
      { timeZone, remindedAt: remindedAt === null ? null : local(remindedAt) },
      local(now),
    );
  assert.equal(due('2026-12-02T11:59', null), false);
  assert.equal(due('2026-12-02T12:00', null), true);
  assert.equal(due('2026-12-02T12:00', '2026-12-02T09:00'), false);
  assert.equal(due('2026-12-03T08:00', '2026-12-02T09:00'), true);
  assert.equal(due('2026-12-03T08:00', '2026-12-02T12:30'), false);
  assert.equal(due('2026-12-03T13:00', '2026-12-02T12:30'), true);
  assert.equal(due('2026-12-02T21:00', null), false);
});

test('the next look lies at the next reminder, or in the morning where one had to wait', () => {
  const asked = terms('2026-12-01T10:00', '2026-12-03T14:00');
  const next = (now: string, remindedAt: Date | null = null) =>
    nextReminder(asked, { timeZone, remindedAt }, local(now));
  assert.deepEqual(next('2026-12-01T10:00'), local('2026-12-02T12:00'));
  assert.deepEqual(next('2026-12-02T12:00', local('2026-12-02T09:00')), local('2026-12-03T08:00'));
  assert.deepEqual(next('2026-12-02T13:00', local('2026-12-02T12:30')), local('2026-12-03T13:00'));
  assert.equal(next('2026-12-03T13:00', local('2026-12-03T13:00')), undefined);
});

test('days and nights follow the clock of the place, over a change of time too', () => {
  const winter = { askedAt: new Date('2026-03-28T10:00Z'), followedUpAt: null };
  const over = { ...winter, timesOutAt: new Date('2026-03-29T10:00Z') };
  // Half of the time is 23:00 in winter time; the morning after is in summer time.
  assert.deepEqual(reminderTimes(over, timeZone)[0], new Date('2026-03-29T06:00Z'));
  assert.deepEqual(reminderTimes(over, 'Asia/Tokyo')[0], new Date('2026-03-28T23:00Z'));
});
