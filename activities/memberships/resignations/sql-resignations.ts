import type { Holds } from '../../plans/holds.ts';
import type { Resignations } from '../../plans/resignations.ts';
import { endHold, holdsOfPlan, noteHold } from './holds.ts';
import { countItems, reportRows, successorsOf, unsettled } from './item-readings.ts';
import { cancelOpen, joinItem, reopenFailed, reopenItem, settleItem, skipItem, takeItem } from './items.ts';
import { approve, enterState, openResignation, planBrief, readResignation } from './resignations.ts';
import type { Telling } from '../outbox/telling.ts';
import type { Transactions } from '../transactions.ts';

/** The part of the books that resignations keep. */
export function sqlResignations({ read, write }: Transactions, telling: Telling): Resignations & Holds {
  return {
    openResignation: (id, request) => write((trx) => openResignation(trx, id, request)),
    resignation: (id) => read((db) => readResignation(db, id)),
    enterState: (id, state, paused) => telling.write((trx, tell) => enterState(trx, id, state, paused, tell)),
    planBrief: (planId) => read((db) => planBrief(db, planId)),
    approve: (id, planHash, approvedBy) => write((trx) => approve(trx, id, planHash, approvedBy)),
    takeItem: (planId, instanceId) => write((trx) => takeItem(trx, planId, instanceId)),
    joinItem: (planId, group) => write((trx) => joinItem(trx, planId, group)),
    settleItem: (planId, item) => write((trx) => settleItem(trx, planId, item)),
    reopenItem: (planId, group) => write((trx) => reopenItem(trx, planId, group)),
    skipItem: (planId, group) => write((trx) => skipItem(trx, planId, group)),
    cancelOpen: (planId) => write((trx) => cancelOpen(trx, planId)),
    reopenFailed: (planId) => write((trx) => reopenFailed(trx, planId)),
    unsettled: (planId, instanceId, after) => read((db) => unsettled(db, planId, instanceId, after)),
    countItems: (planId) => read((db) => countItems(db, planId)),
    reportRows: (planId, after, limit) => read((db) => reportRows(db, planId, after, limit)),
    successorsOf: (group) => read((db) => successorsOf(db, group)),
    noteHold: (hold) => telling.write((trx, tell) => noteHold(trx, hold, tell)),
    dropHold: (group) => telling.write((trx, tell) => endHold(trx, group, tell)),
    holdsOfPlan: (planId, after, limit) => read((db) => holdsOfPlan(db, planId, after, limit)),
  };
}
