import type { Plans } from '../../plans/plans.ts';
import type { Transactions } from '../transactions.ts';
import { groupsOfOthers, instancesOfClient, knownGroups } from './known-groups.ts';
import { expectedGroups, noteListing } from './listings.ts';
import { addItems, itemPage } from './plan-items.ts';
import { planSummary } from './plan-summary.ts';
import { createPlan, finishPlan, planRequest, stopPlan } from './plans.ts';

export function sqlPlans({ read, write }: Transactions): Plans {
  return {
    createPlan: (planId, request) => write((trx) => createPlan(trx, planId, request)),
    planRequest: (planId) => read((db) => planRequest(db, planId)),
    addItems: (planId, instanceId, items) => write((trx) => addItems(trx, planId, instanceId, items)),
    finishPlan: (planId) => write((trx) => finishPlan(trx, planId)),
    stopPlan: (planId, why) => write((trx) => stopPlan(trx, planId, why)),
    plan: (planId) => read((db) => planSummary(db, planId)),
    planItems: (planId, page) => read((db) => itemPage(db, planId, page)),
    noteListing: (instanceId, groups) => write((trx) => noteListing(trx, instanceId, groups)),
    expectedGroups: (instanceId) => read((db) => expectedGroups(db, instanceId)),
    knownGroups: (instanceId) => read((db) => knownGroups(db, instanceId)),
    instancesOfClient: (clientId) => read((db) => instancesOfClient(db, clientId)),
    groupsOfOthers: (groups) => read((db) => groupsOfOthers(db, groups)),
  };
}
