import { mayDo } from '../../src/guests/rights.ts';
import { lineSettings } from '../../src/guests/times/news-times.ts';
import { saveLines } from '../../src/store/telling/person-settings.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { settingsCard } from '../cards/settings-card.ts';
import { answerNotice, type ClickHandler } from './click.ts';

/** Everybody sets what they hear themselves: whose settings these are, Teams says and not the card. */
export const save: ClickHandler = async (deps, turn, data) => {
  const rights = await readRights(deps.rights, turn.who, []);
  if (!mayDo('settings', rights, { requester: true, owner: false })) return answerNotice('refused');
  const lines = lineSettings.find((known) => known === data.lines);
  if (lines === undefined) return answerNotice('unknown command');
  await saveLines(deps.db, turn.who, lines, deps.clock.now());
  return { kind: 'card', card: settingsCard({ lines, saved: true }, turn.language), sayToo: true };
};
