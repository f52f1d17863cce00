import type { GroupKey } from './memberships/memberships.ts';
import type { WaitingHold } from './plans/holds.ts';
import type { ResignationPorts } from './ports.ts';

/** Notes that an exit waits for a person, so that holds are listed without asking every exit. */
export const noteHold =
  ({ resignations }: ResignationPorts) =>
  (hold: WaitingHold): Promise<void> =>
    resignations.noteHold(hold);

/** The person has decided, or nobody has to any more. */
export const dropHold =
  ({ resignations }: ResignationPorts) =>
  (group: GroupKey): Promise<void> =>
    resignations.dropHold(group);
