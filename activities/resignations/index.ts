import type { ResignationPorts } from '../ports.ts';
import { approvePlan } from './approve-plan.ts';
import { cancelOpenItems, retryFailedItems, skipItem } from './change-items.ts';
import { enterState } from './enter-state.ts';
import { holdsPage } from './holds-page.ts';
import { openResignation } from './open-resignation.ts';
import { orderExits } from './order-exits.ts';
import { readPlan } from './read-plan.ts';
import { readProgress } from './read-progress.ts';
import { reportPage } from './report-page.ts';
import { settleLeftOvers } from './settle-left-overs.ts';
import { joinItem, takeItem } from './take-item.ts';
import { whoMoves } from './who-moves.ts';

/** What resignations and their lanes need of the outside world. */
export const resignationActivities = (ports: ResignationPorts) => ({
  openResignation: openResignation(ports),
  readPlan: readPlan(ports),
  approvePlan: approvePlan(ports),
  enterState: enterState(ports),
  takeItem: takeItem(ports),
  joinItem: joinItem(ports),
  settleLeftOvers: settleLeftOvers(ports),
  orderExits: orderExits(ports),
  whoMoves: whoMoves(ports),
  skipItem: skipItem(ports),
  cancelOpenItems: cancelOpenItems(ports),
  retryFailedItems: retryFailedItems(ports),
  readProgress: readProgress(ports),
  reportPage: reportPage(ports),
  holdsPage: holdsPage(ports),
});

export type ResignationActivities = ReturnType<typeof resignationActivities>;
