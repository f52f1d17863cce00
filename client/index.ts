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
export type { NumberProgress, ResignationProgress } from '../activities/plans/progress.ts';
export type { ReportLine } from '../activities/plans/report.ts';
export type { ExitPreview, PreviewedStep } from '../workflows/exit-preview.ts';
export type { ExitProgress, ExitStage, Hold } from '../workflows/messages.ts';
export type { NumberStatus } from '../workflows/number/messages.ts';
export { connectTemporal, temporalSettings, type Environment, type TemporalSettings } from './connect.ts';
export type { DecisionRequest } from './decision.ts';
export {
  DecisionRefused,
  ExitInterrupted,
  ExitOver,
  GroupExitError,
  ImportFailed,
  InvalidRequest,
  NoSuchExit,
  NoSuchPlan,
  NoSuchResignation,
  NoSuchNumber,
  NoWorker,
  PlanFailed,
  PlanTaken,
  PreviewFailed,
  ResignationOver,
  ResignationRefused,
  TemporalNotReady,
  TemporalUnavailable,
  type Fault,
} from './errors.ts';
export type { ExitHandle } from './exit-handle.ts';
export { GroupExits, type GroupExitsOptions } from './group-exits.ts';
export type { NumberHandle } from './number-handle.ts';
export type { PauseRequest } from './pause-request.ts';
export type { Plan } from './plan.ts';
export type { PlanQuestion } from './plan-request.ts';
export { reportCsv, reportJsonLines } from './report-texts.ts';
export type { ExitRequest, PreviewRequest } from './request.ts';
export type { ResignRequest } from './resign-request.ts';
export type { ResignationHandle } from './resignation-handle.ts';
export type { DecidedHolds, ResignationHold } from './resignation-holds.ts';
export type { Wishes } from './wishes.ts';
export type { ImportRow } from './roster/import-row.ts';
export type { ImportOptions } from './roster/parse-rows.ts';
export type { ImportResult } from './roster/write-rows.ts';
export { DEFAULT_TASK_QUEUE, exitWorkflowId, groupOfExit, numberWorkflowId, type GroupKey } from './workflow-ids.ts';
