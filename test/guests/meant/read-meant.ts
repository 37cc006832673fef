import { readInviteRequest } from '../../../src/guests/typed/invite-request.ts';
import { readTypedLine } from '../typed/read-typed.ts';
import { known } from '../typed/typed-lines.ts';

/** Reads the text behind the bot's command word. The texts leave out the end of each address. */
export function readMeant(text: string) {
  const whole = text.replace(/(\w@[\w.]+)/g, '$1.example');
  const line = readTypedLine(readInviteRequest(whole) ?? whole, known);
  const asked = line.notes.flatMap(({ code, values }) =>
    code === 'perhaps not meant' ? [values.words] : [],
  );
  const people = line.partners.map(({ address }) => address.replace(/\.example$/, ''));
  return { people, asked: asked.join(' '), left: line.leftOver.join(' '), partners: line.partners };
}
