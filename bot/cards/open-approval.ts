import { clean } from '../words/clean.ts';
import { either, listed } from '../words/formats.ts';
import type { Language, Say } from '../words/say.ts';
import { shortList } from './access-facts.ts';

/** An approval that is still open, as its requester sees it. */
export type OpenApproval = {
  project: string;
  count: number;
  asked: 'owners' | 'channel' | 'operators';
  /** The people for whom it waits, by name. */
  owners: readonly string[];
  /** How many of them have still to approve. Absent: one of them decides. */
  needed?: number;
  /** Set where several stages decide. */
  stage?: { now: number; of: number } | undefined;
};

/** The first open approvals: how many partners wait, and for whom. */
export const approvalLines = (approvals: readonly OpenApproval[], language: Language, say: Say) =>
  approvals.slice(0, 8).map((open) => ({ text: approvalWords(open, language, say) }));

function approvalWords(open: OpenApproval, language: Language, say: Say): string {
  const { stage } = open;
  const words = waitingWords(open, language, say);
  return stage === undefined
    ? words
    : say('running.stage', { words, stage: stage.now, stages: stage.of });
}

function waitingWords(open: OpenApproval, language: Language, say: Say): string {
  const values = { project: open.project, count: open.count };
  switch (open.asked) {
    case 'owners':
      if (open.owners.length === 0) return say('running.waits for an owner', values);
      return ownersWords(open, language, say);
    case 'channel':
      return say('running.waits in channel', values);
    case 'operators':
      return say('running.waits at operators', values);
  }
}

const mostNames = 4;

/** Names the owners, and says whether one of them is enough, some of them or all. */
function ownersWords(open: OpenApproval, language: Language, say: Say): string {
  const { project, count, needed = 1 } = open;
  const names = open.owners.map((name) => clean(name, 40));
  const of = names.length;
  const isFew = of <= mostNames;
  if (needed >= of) {
    const owners = isFew ? listed(names, language) : shortList(names, say, mostNames);
    return say('running.waits for owners', { project, count, owners });
  }
  if (needed === 1 && isFew)
    return say('running.waits for owners', { project, count, owners: either(names, language) });
  const owners = shortList(names, say, mostNames);
  return say('running.waits for some', { project, count, needed, of, owners });
}
