export { exitPreview } from './exit-preview.ts';
export { groupExit } from './group-exit.ts';
export { storedReceipt } from './stored-receipt.ts';
export { makePlan } from './plan/make-plan.ts';
export { planPage, storedPlan } from './plan/stored-plan.ts';
