import { lineSettings } from '../../src/guests/times/news-times.ts';
import { saveLines } from '../../src/store/telling/person-settings.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import { settingsCard } from '../cards/settings-card.ts';

/** Saves what this person hears. Teams says whose settings these are, not the card. */
export const saveSettings: ClickHandler<{ lines?: string | undefined }> = async (
  deps,
  turn,
  sent,
) => {
  const lines = lineSettings.find((known) => known === sent.lines);
  if (lines === undefined) return answerNotice('unknown command');
  await saveLines(deps.db, turn.who, lines, deps.clock.now());
  return { kind: 'card', card: settingsCard({ lines, saved: true }, turn.language), sayToo: true };
};
