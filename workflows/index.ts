export { exitPreview } from './exit-preview.ts';
export { groupExit } from './group-exit.ts';
export { holdsPage, reportPage, resignationProgress } from './resignation/readings.ts';
export { resignationLane } from './resignation/resignation-lane.ts';
export { resignation } from './resignation/resignation.ts';
export { storedReceipt } from './stored-receipt.ts';
export { makePlan } from './plan/make-plan.ts';
export { checkInstances, importRows } from './roster/import-rows.ts';
export { planPage, storedPlan } from './plan/stored-plan.ts';
