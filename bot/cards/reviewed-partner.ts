import type { Plan } from '../../src/guests/plan.ts';
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import type { CardData } from './render-card.ts';
import { extraWords, type RowDetails, rowWords } from './row-words.ts';

/** A partner whose row is to go ahead or lacks only a project, with what else the row says. */
export type ReviewedPartner = RowDetails & {
  line: number;
  /** As it will be written in Entra. */
  name: string;
  address: string;
  /** Undefined while a project is missing. */
  plan?: Plan | undefined;
  /** Set where the rows go to several projects. */
  project?: string | undefined;
  /** By name: what the row gets besides the project's access. */
  extra?: readonly string[];
};

/** One partner on a card, with what differs from row to row. `most`: the characters for that. */
export function reviewedData(partner: ReviewedPartner, language: Language, most: number): CardData {
  const details = detailsOf(partner, language);
  const name = clean(partner.name, 60);
  return {
    name,
    hasName: name !== '',
    address: ` ${clean(partner.address, 80)}`,
    details: details.length === 0 ? '' : ` (${clean(details.join('; '), most)})`,
    hasDetails: details.length > 0,
  };
}

function detailsOf(partner: ReviewedPartner, language: Language): string[] {
  const say = speaker(language);
  const { plan, project, extra = [] } = partner;
  return [
    ...(plan === undefined || plan === 'invite' ? [] : [say(`approval.flag.${plan}`)]),
    ...(project === undefined ? [] : [clean(project, 40)]),
    ...extraWords(extra, say),
    ...rowWords(partner, language),
  ];
}
