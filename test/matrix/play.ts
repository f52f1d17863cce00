import { setTimeout as pause } from 'node:timers/promises';
import { NoWorker, type ExitHandle } from '../../client/index.ts';
import type { ExitProgress } from '../../workflows/messages.ts';
import type { Journal } from '../../worker/embedded/sandbox/world/journal.ts';
import type { NewGroup } from '../../worker/embedded/sandbox/world/seed.ts';
import type { Cell } from './cells.ts';
import type { MatrixHouse } from './matrix-house.ts';
import { ana, closingDescription, customerOfCell, keptDescription } from './people.ts';

/** Asking is work for the worker, too. */
const LOOK_EVERY_MS = 2_000;
/** No exit of the matrix takes longer; where one does, its test says where it stood. */
const LONGEST_MS = 150_000;

/** A cell whose exit has gone as far as it goes by itself. */
export interface Played {
  cell: Cell;
  groupId: string;
  /** Its end, or where it needs a person or more time than the test has. */
  progress: ExitProgress;
}

/** Puts the cell's groups into the world, asks for its faults and for the exit, and waits. */
export async function play(cell: Cell, house: MatrixHouse): Promise<Played> {
  const { row, instanceId } = cell;
  const { world, faults, journal } = house.sandboxOf(cell);
  const members = row.members?.(instanceId) ?? usualMembers(instanceId);
  // What stays when the group is left: an empty listing would prove nothing.
  for (const name of ['Support', 'Billing']) world.addGroup({ name, members: [{ instanceId }, { phoneId: ana }] });
  const groupId = world.addGroup({ name: 'Vendas SP', description: keptDescription, members, ...row.group }).id;
  if (!row.isSilent) world.act(groupId, { act: 'say', by: customerOfCell, text: 'Thank you for your help!' });
  const scope = row.ofNumber ? { instanceId } : { instanceId, groupId };
  for (const fault of row.also ?? []) faults.add({ ...fault, instanceId, groupId });
  const askForFault = () => faults.add({ ...scope, ...row.settings, name: row.fault });
  if (!row.sinceLeave) askForFault();
  const handle = await house.exits.exit({
    instanceId,
    groupId,
    reason: 'case closed',
    requestedBy: 'tests',
    successors: [ana],
    closingDescription,
    ...row.request,
    dryRun: false,
  });
  if (row.sinceLeave) await leaveAsked(journal, groupId).then(askForFault);
  return {
    cell,
    groupId,
    progress: await settle(handle, (progress) => isStill(cell, progress, wasReadSinceLeave(journal, groupId))),
  };
}

function usualMembers(instanceId: string): NewGroup['members'] {
  return [{ instanceId, role: 'superadmin' }, { phoneId: ana }, { phoneId: customerOfCell }];
}

/** Whether it waits where this cell is to wait; while it awaits the confirmation, it must have read in vain. */
function isStill({ expected }: Cell, { step, waitingFor }: ExitProgress, wasRead: () => boolean): boolean {
  if (expected.ending !== `waits at ${step}`) return false;
  return step === 'confirmation' ? wasRead() : waitingFor !== undefined;
}

/** Whether the group was asked for after the leave, and answered. */
function wasReadSinceLeave(journal: Journal, groupId: string): () => boolean {
  return () => {
    const calls = journal.entries({ kind: 'call', groupId });
    const leave = calls.findIndex(({ operation }) => operation === 'leave');
    return leave >= 0 && calls.slice(leave).some(({ operation, status }) => operation === 'group' && status === 200);
  };
}

/** @throws where that never comes */
async function leaveAsked(journal: Journal, groupId: string): Promise<void> {
  const giveUpAtMs = Date.now() + LONGEST_MS;
  while (journal.count({ kind: 'call', groupId, operation: 'leave' }) === 0) {
    if (Date.now() > giveUpAtMs) throw new Error('the exit never came to its leave');
    await pause(LOOK_EVERY_MS);
  }
}

async function settle(handle: ExitHandle, isStill: (progress: ExitProgress) => boolean): Promise<ExitProgress> {
  const giveUpAtMs = Date.now() + LONGEST_MS;
  for (;;) {
    await pause(LOOK_EVERY_MS);
    const progress = await look(handle);
    if (!progress) continue;
    if (progress.receipt || progress.hold || isStill(progress) || Date.now() > giveUpAtMs) return progress;
  }
}

/** @returns nothing where the worker was too busy to answer in time */
async function look(handle: ExitHandle): Promise<ExitProgress | undefined> {
  try {
    return await handle.progress();
  } catch (error) {
    if (error instanceof NoWorker) return undefined;
    throw error;
  }
}
