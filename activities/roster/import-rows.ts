import { UnknownInstance } from '../instances/instances.ts';
import type { Ports } from '../ports.ts';
import type { ImportCounts, RosterRow } from './roster.ts';

export interface UnknownOne {
  instanceId: string;
  /** What is wrong and what to do. */
  problem: string;
}

/** @returns those of the instances that are not in the instances file */
export const checkInstances =
  ({ instances }: Ports) =>
  async ({ instanceIds }: { instanceIds: string[] }): Promise<UnknownOne[]> =>
    instanceIds.flatMap((instanceId) => {
      try {
        instances.get(instanceId);
        return [];
      } catch (error) {
        if (!(error instanceof UnknownInstance)) throw error;
        return { instanceId, problem: error.message };
      }
    });

/** Puts what is known of groups into the books, all of it or nothing. */
export const importRows =
  ({ roster }: Ports) =>
  ({ rows }: { rows: RosterRow[] }): Promise<ImportCounts> =>
    roster.importRows(rows);
