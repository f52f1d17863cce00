import type { Ports } from './ports.ts';
import type { Evidence, Receipt } from './receipt.ts';
import type { GroupInput } from './save-invite-code.ts';

export type BookInput = GroupInput & { exitId: string };

/** `Inactive - Withdrawn`, with its proof. */
export const markWithdrawn =
  ({ memberships }: Ports) =>
  ({ evidence, ...group }: BookInput & { evidence: Evidence }): Promise<void> =>
    memberships.markWithdrawn(group, evidence);

/** Back to `Active`, where a reading says that we are still in. */
export const markActive =
  ({ memberships }: Ports) =>
  (group: BookInput): Promise<void> =>
    memberships.markActive(group);

/** Purges the group's cache keys. @returns how many there were; `null` when no cache is configured */
export const purgeCaches =
  ({ cache }: Ports) =>
  async (group: GroupInput): Promise<number | null> =>
    (await cache.purge(group)) ?? null;

/** Keeps the receipt in the database, where it outlives Temporal's retention. */
export const saveReceipt =
  ({ memberships }: Ports) =>
  (receipt: Receipt): Promise<void> =>
    memberships.saveReceipt(receipt);

/** The newest receipt of a group, or `null`. */
export const loadReceipt =
  ({ memberships }: Ports) =>
  async (group: GroupInput): Promise<Receipt | null> =>
    (await memberships.latestReceipt(group)) ?? null;
