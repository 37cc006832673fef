import type { Config } from '../../src/config.ts';
import type { Project } from '../../src/guests/project/project.ts';
import type { ReviewDeps } from '../../src/work/review/read-facts.ts';
import type { RightsDeps } from '../../src/work/rights/read-rights.ts';
import type { WorkDeps } from '../../src/work/runtime/deps.ts';
import type { Announcer } from '../../src/work/telling/announcer.ts';
import type { Connector } from '../sending/connector.ts';

/** What the conversation works with. Handlers name the parts that they use. */
export type BotDeps = WorkDeps & {
  config: Pick<Config, 'limits' | 'loopback' | 'sharePointHosts'>;
  announcer: Announcer;
  connector: Connector;
  rights: RightsDeps;
  review: ReviewDeps;
  /** Object ids of the people in a group. */
  peopleIn: (groupId: string) => Promise<readonly string[]>;
  chance: () => number;
  projects: () => Promise<Project[]>;
  /** The engine and the cards look at once instead of at their next tick. */
  wake: () => void;
  /** Work that goes on after its turn; a stop waits for it. */
  background: (work: Promise<unknown>) => void;
};
