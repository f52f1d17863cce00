import { createHash, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { OutboxEvent } from '../../outbox/events.ts';
import { toJson } from '../json.ts';
import type { GroupKey } from '../memberships.ts';
import { nowMs } from '../now.ts';
import { readMembership } from '../rows.ts';
import type { Tables } from '../tables.ts';
import type { Transactions } from '../transactions.ts';

type Trx = Transaction<Tables>;

/** Transactions that also tell: events are written with what they are about, or not at all. */
export interface Telling {
  /** Runs its work in one transaction, which may put events into the outbox by `tell`. */
  write: <T>(work: (trx: Trx, tell: Tell) => Promise<T>) => Promise<T>;
  /** The same for work that may change a group's status, which is then told. */
  change: <T>(group: GroupKey, work: (trx: Trx) => Promise<T>) => Promise<T>;
}

export type Tell = (event: OutboxEvent) => Promise<void>;

/** @param written called after each transaction that told something; without it nobody is told anything */
export function tellingTransactions({ write: run }: Transactions, written: (() => void) | undefined): Telling {
  const write: Telling['write'] = async (work) => {
    if (written === undefined) return run((trx) => work(trx, tellNobody));
    let told = false;
    const result = await run((trx) => {
      told = false;
      return work(trx, async (event) => {
        await addEvent(trx, event);
        told = true;
      });
    });
    if (told) written();
    return result;
  };
  const change: Telling['change'] = (group, work) =>
    written === undefined ? run(work) : write((trx, tell) => noticing(trx, group, tell, () => work(trx)));
  return { write, change };
}

async function tellNobody(): Promise<void> {}

async function noticing<T>(trx: Trx, group: GroupKey, tell: Tell, work: () => Promise<T>): Promise<T> {
  const before = await readMembership(trx, group);
  const result = await work();
  const after = await readMembership(trx, group);
  if (after !== undefined && after.status !== before?.status) {
    const { instanceId, groupId, status, clientId, reason, exitId } = after;
    const previousStatus = before?.status ?? null;
    await tell({
      type: 'membership.changed',
      data: { instanceId, groupId, status, previousStatus, clientId, reason, exitId },
    });
  }
  return result;
}

async function addEvent(trx: Trx, { type, data, once }: OutboxEvent): Promise<void> {
  const key = once === undefined ? randomUUID() : createHash('sha256').update(`${type}/${once}`).digest('hex');
  await trx
    .insertInto('outbox')
    .values({ event_id: `evt_${key}`, type, data: toJson(data), created_at_ms: nowMs, next_try_at_ms: nowMs })
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .execute();
}
