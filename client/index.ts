/** What backend services import. It needs a Temporal connection and nothing else: no database, no gateway, no token. */
export type {
  DecisionAction,
  Evidence,
  ExitOutcome,
  HoldKind,
  HoldRecord,
  Receipt,
  StepName,
  StepOutcome,
  StepRecord,
} from '../activities/receipt.ts';
export type {
  InstanceShare,
  PlanItem,
  PlanState,
  PlanSummary,
  Verdict,
  VerdictCount,
} from '../activities/plans/plan.ts';
export type { ExitPreview, PreviewedStep } from '../workflows/exit-preview.ts';
export type { ExitProgress, ExitStage, Hold } from '../workflows/messages.ts';
export { connectTemporal, temporalSettings, type Environment, type TemporalSettings } from './connect.ts';
export type { DecisionRequest } from './decision.ts';
export {
  DecisionRefused,
  ExitInterrupted,
  ExitOver,
  GroupExitError,
  InvalidRequest,
  NoSuchExit,
  NoSuchPlan,
  NoWorker,
  PlanFailed,
  PlanTaken,
  PreviewFailed,
  TemporalNotReady,
  TemporalUnavailable,
  type Fault,
} from './errors.ts';
export type { ExitHandle } from './exit-handle.ts';
export { GroupExits, type GroupExitsOptions } from './group-exits.ts';
export type { Plan } from './plan.ts';
export type { PlanQuestion } from './plan-request.ts';
export type { ExitRequest, PreviewRequest } from './request.ts';
export type { Wishes } from './wishes.ts';
export { DEFAULT_TASK_QUEUE, exitWorkflowId, groupOfExit, type GroupKey } from './workflow-ids.ts';
