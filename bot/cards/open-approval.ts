import { clean } from '../words/clean.ts';
import type { Say } from '../words/say.ts';
import { shortList } from './access-facts.ts';

/** An approval that is still open, as its requester sees it. */
export type OpenApproval = {
  project: string;
  count: number;
  asked: 'owners' | 'channel' | 'operators';
  owners: readonly string[];
  /** Set where several stages decide. */
  stage?: { now: number; of: number } | undefined;
};

/** How many partners wait, and for whom. */
export function approvalWords(open: OpenApproval, say: Say): string {
  const { stage } = open;
  const words = waitingWords(open, say);
  return stage === undefined
    ? words
    : say('running.stage', { words, stage: stage.now, stages: stage.of });
}

function waitingWords(open: OpenApproval, say: Say): string {
  const values = { project: open.project, count: open.count };
  switch (open.asked) {
    case 'owners':
      if (open.owners.length === 0) return say('running.waits for an owner', values);
      return say('running.waits for owners', {
        ...values,
        owners: shortList(
          open.owners.map((name) => clean(name, 40)),
          say,
          4,
        ),
      });
    case 'channel':
      return say('running.waits in channel', values);
    case 'operators':
      return say('running.waits at operators', values);
  }
}
