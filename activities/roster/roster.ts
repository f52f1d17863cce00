import type { PersonId } from '../gateways/gateway.ts';
import type { GroupKey } from '../memberships/memberships.ts';

/** What is known of a group beforehand. What is left out stays as the books have it. */
export interface RosterRow extends GroupKey {
  clientId?: string;
  groupName?: string;
  /** By WhatsApp's clock, ms since epoch. */
  lastActivityMs?: number;
  /** Never to be left by a plan. */
  keep?: boolean;
  /** Ranked, for this group alone; an empty list takes the earlier one away. */
  successors?: PersonId[];
}

/** How many rows of the books an import has put in, changed, and found as they should be. */
export interface ImportCounts {
  added: number;
  changed: number;
  unchanged: number;
}

/** The port to what is known of groups beforehand. Every method is one short transaction. */
export interface Roster {
  /**
   * Puts rows in or changes them, all or none; never a status. Idempotent.
   * @param rows each group once
   */
  importRows(rows: readonly RosterRow[]): Promise<ImportCounts>;
}
