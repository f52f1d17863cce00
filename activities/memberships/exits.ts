import type { Transaction } from 'kysely';
import { toJson } from './json.ts';
import { nowMs } from './now.ts';
import { receiptOf } from './receipts.ts';
import { ofExit, ofGroup, readMembership } from './rows.ts';
import type { ExitOpening, GroupKey, Membership, OpenExit } from './memberships.ts';
import type { Evidence, Receipt } from '../receipt.ts';
import type { Tables } from './tables.ts';

type ExitKey = GroupKey & { exitId: string };

export async function openExit(trx: Transaction<Tables>, exit: OpenExit): Promise<ExitOpening> {
  const row = await readMembership(trx, exit);
  if (row === undefined) return insertRow(trx, exit);
  // Its own row, also where it already says withdrawn: a workflow that was reset goes on, its receipt may be unwritten.
  if (row.exitId === exit.exitId) return opened(row.exitId, row.status !== 'Active');
  const receipt = row.exitId === null ? undefined : await receiptOf(trx, row.exitId);
  if (row.status === 'Inactive - Withdrawn' && receipt !== undefined && isDeparture(receipt)) {
    return { kind: 'withdrawn', receipt };
  }
  // Terminated after its goodbye (with its receipt unwritten, even after its departure), or ended while nobody could say where
  // it stood: its claims hold for whoever finishes it.
  const unfinished = row.status === 'Leaving' || (row.status === 'Inactive - Withdrawn' && receipt === undefined);
  if (unfinished && row.exitId !== null) return opened(row.exitId, true);
  return takeOverRow(trx, exit, row);
}

function opened(exitId: string, leaving: boolean): ExitOpening {
  return { kind: 'open', exitId, leaving };
}

function isDeparture(receipt: Receipt): boolean {
  return receipt.outcome === 'left' || receipt.outcome === 'already-out';
}

async function insertRow(trx: Transaction<Tables>, exit: OpenExit): Promise<ExitOpening> {
  await trx
    .insertInto('memberships')
    .values({
      instance_id: exit.instanceId,
      group_id: exit.groupId,
      status: 'Active',
      client_id: exit.clientId ?? null,
      reason: exit.reason,
      exit_id: exit.exitId,
      never_seen_in: 1,
    })
    .execute();
  return opened(exit.exitId, false);
}

export async function noteSeenIn(trx: Transaction<Tables>, group: GroupKey): Promise<void> {
  const unseen = trx.updateTable('memberships').where(ofGroup(group)).where('never_seen_in', '=', 1);
  await unseen.set({ never_seen_in: null }).execute();
}

/** The status stays: a row that says withdrawn without a receipt (an import) says so until this exit claims or proves anything. */
async function takeOverRow(trx: Transaction<Tables>, exit: OpenExit, row: Membership): Promise<ExitOpening> {
  await trx
    .updateTable('memberships')
    .set({
      exit_id: exit.exitId,
      client_id: exit.clientId ?? row.clientId,
      reason: exit.reason,
      leaving_since_ms: null,
      evidence: null,
    })
    .where(ofGroup(exit))
    .execute();
  return opened(exit.exitId, false);
}

export async function markLeaving(trx: Transaction<Tables>, exit: ExitKey): Promise<void> {
  await trx
    .updateTable('memberships')
    .set({ status: 'Leaving', leaving_since_ms: nowMs, withdrawn_at_ms: null, evidence: null })
    .where(ofExit(exit))
    .where('status', '<>', 'Leaving')
    .execute();
}

/** Undoes {@link markLeaving} when no effect of the exit has happened after all. */
export async function takeBackLeaving(trx: Transaction<Tables>, exit: ExitKey): Promise<void> {
  await trx
    .updateTable('memberships')
    .set({ status: 'Active', leaving_since_ms: null })
    .where(ofExit(exit))
    .where('status', '=', 'Leaving')
    .execute();
}

export async function markWithdrawn(trx: Transaction<Tables>, exit: ExitKey, evidence: Evidence): Promise<void> {
  await trx
    .updateTable('memberships')
    .set((row) => ({
      status: 'Inactive - Withdrawn',
      withdrawn_at_ms: row.fn.coalesce('withdrawn_at_ms', nowMs),
      evidence: toJson(evidence),
    }))
    .where(ofExit(exit))
    // The first proof stands.
    .where((row) => row.or([row('status', '<>', 'Inactive - Withdrawn'), row('evidence', 'is', null)]))
    .execute();
}

export async function markActive(trx: Transaction<Tables>, exit: ExitKey): Promise<void> {
  await trx
    .updateTable('memberships')
    .set({ status: 'Active', leaving_since_ms: null, withdrawn_at_ms: null, evidence: null })
    .where(ofExit(exit))
    .execute();
}

/** @throws when the group has no row: an exit has to be opened first */
export async function saveInviteCode(trx: Transaction<Tables>, group: GroupKey, inviteCode: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('memberships')
    .set({ invite_code: inviteCode, invite_code_saved_at_ms: nowMs })
    .where(ofGroup(group))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    throw new Error('The invite code was not saved: the group has no membership row. Open the exit first.');
  }
}
