import { type TakenBack, takenBack } from '../marks/taken-back.ts';
import { plainWords } from './role-words.ts';

/**
 * Says which part a label or a heading takes back. A state is no denial where somebody asks to end access.
 */
export const takesBack = (text: string): TakenBack | undefined => takenBack(text, plainWords(text));

const calls: ReadonlySet<string> = new Set(
  `to, aan, an, à, para, who, wie, wen, invite, to invite, please invite, invitees, guest, guests, new, new guests, now, yes, people,
  partners, partner, attendees, attendee, participants, recipients, users, externals, members, list, names, the following, following, these, wel,
  wel uitnodigen, uitnodigen, graag uitnodigen, uit te nodigen, nog uit te nodigen, nog uitnodigen, gast, gasten, nieuw, nieuwe, nieuwe gasten, nu, ja, mensen,
  genodigden, deelnemers, deelnemer, ontvangers, ontvanger, namen, lijst, leden, externen, contacten, contacts, einladen, bitte einladen, einzuladen, gäste,
  neu, jetzt, teilnehmer, teilnehmerinnen, empfänger, personen, liste, kontakte, inviter, à inviter, invités, invité, invitée, oui, maintenant,
  nouveau, nouveaux, destinataires, destinataire, participants à inviter, personnes, personnes à inviter, joining, ok, required, optional, verplicht, optioneel, erforderlich, obligatoires, external, externals, externe, externen, attending, confirmed, akkoord`
    .concat(
      ', invitar, invitados, confirmados, asistentes, participantes, convidar, convidados, confirmados, invitare, invitati, confermati, partecipanti, zaproś, zaprosić, zaproszeni, potwierdzeni, uczestnicy, bjud in, inbjudna, kommer, deltagare, inviterede, inviterte, deltagere, deltakere, tilmeldte, påmeldte, kutsu, kutsutut, osallistujat',
    )
    .split(/,\s*/)
    .map((words) => words.trim()),
);
/** True for a label of the people whom the text is about: `Guests:`, `To:`, `wel uitnodigen:`. */
export const marksPartners = (text: string): boolean =>
  calls.has(plainWords(text)) || calls.has(text.trim().toLowerCase());
