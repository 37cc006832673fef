import type { Directory } from '../../graph/directory.ts';
import type { GraphNow } from '../ledger/graph-now.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Haste, Pacer } from '../ledger/pacer.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { OperatorDeps } from '../telling/audience.ts';
import type { DecideTake } from './decide-takes.ts';

export type TakingDeps = WorkDeps &
  Pick<
    Directory,
    | 'readHolding'
    | 'readAccount'
    | 'readPerson'
    | 'holdsDirectoryRole'
    | 'removeMember'
    | 'takeRole'
    | 'takeLicence'
    | 'blockAccount'
    | 'unblockAccount'
    | 'removeAccount'
    | 'restoreAccount'
  > &
  GraphNow &
  OperatorDeps & {
    pacer: Pacer;
    chance: () => number;
    ledger: Ledger;
    decideTake: DecideTake;
    /** How long Graph may not show what was given, or that something was removed. */
    patienceMs: number;
  };

/** A few ends that somebody asked for go like bulk work. Ends in bulk go last of all. */
export const hasteOf = ({ bulk }: { bulk: boolean }): Haste => (bulk ? 'end' : 'bulk');

/** A step that the bot puts back waits so long. */
export const backMs = 2_000;
