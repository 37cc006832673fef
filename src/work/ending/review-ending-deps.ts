import type { Directory } from '../../graph/directory.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/** What reviews of ends, extensions, removals and restores need. */
export type ReviewEndingDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<
    Directory,
    | 'readHolding'
    | 'readAccount'
    | 'holdsDirectoryRole'
    | 'readGroup'
    | 'readApplication'
    | 'readLicenceStock'
    | 'findPeople'
    | 'findByIds'
    | 'findDeletedPeople'
    | 'findDeletedByIds'
    | 'readTenant'
    | 'peopleIn'
  > & {
    /** Absent: nobody is an operator. */
    operatorsGroup: string | undefined;
  };

/** Up to so many guests the review reads one by one from Graph. Of more it says what the ledger knows. */
export const lookedAtOneByOne = 50;
