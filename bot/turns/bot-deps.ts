import type { Config } from '../../src/config.ts';
import type { Directory } from '../../src/graph/directory.ts';
import type { Project } from '../../src/guests/project/project.ts';
import type { Finding } from '../../src/work/doctor/finding.ts';
import type { ReviewEndingDeps } from '../../src/work/ending/review-ending-deps.ts';
import type { ReviewDeps } from '../../src/work/facts/read-facts.ts';
import type { RedeemLinkDeps } from '../../src/work/request/show-links.ts';
import type { RightsDeps } from '../../src/work/rights/read-rights.ts';
import type { WorkDeps } from '../../src/work/runtime/work-deps.ts';
import type { Announcer } from '../../src/work/telling/announcer.ts';
import type { Connector } from '../sending/connector.ts';
import type { MemberMemory } from './member-memory.ts';

/** Lets files be made by turns, on this replica alone. Each takes a connection, room on the disk and the processor. */
export type FileQueue = {
  /** Makes one when its turn comes; first says so where it has to wait. Throws FilesBusy where too many wait. */
  take<T>(make: () => Promise<T>, onWait?: () => Promise<unknown>): Promise<T>;
};

/** The parts with which the conversation works. Handlers name the parts that they use. */
export type BotDeps = WorkDeps &
  Pick<Directory, 'peopleIn' | 'sponsorsOf' | 'entraLogOf'> & {
    config: Pick<Config, 'http' | 'limits' | 'loopback' | 'sharePointHosts'>;
    announcer: Announcer;
    connector: Connector;
    rights: RightsDeps;
    members: MemberMemory;
    /** The people whom the bot let pass lately, by the right that they asked for. */
    allowed: MemberMemory;
    review: ReviewDeps;
    endings: ReviewEndingDeps;
    links: RedeemLinkDeps;
    chance: () => number;
    projects: () => Promise<Project[]>;
    /** Looks at everything that the bot needs. */
    examine: () => Promise<Finding[]>;
    /** Wakes the engine and the cards, which otherwise wait for their next tick. */
    wake: () => void;
    /** The files for people are made by turns. */
    files: FileQueue;
    /** Work that goes on after its turn; a stop waits for it. */
    background: (work: Promise<unknown>) => void;
  };
