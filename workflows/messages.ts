import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Urgency } from '../activities/plans/plan.ts';
import type { DecisionAction, HoldKind, Receipt, StepName, StepRecord } from '../activities/receipt.ts';

/** What `groupExit` is started with. Made by the client, which has validated it. */
export interface GroupExitInput {
  /** Absent in exits that an earlier release has begun. */
  version?: 2;
  /** The resignation whose lane started it: `{resignationId}/{instanceId}`. */
  resignationId?: string;
  /** How soon its turn comes; `request` where nobody says. */
  urgency?: Urgency;
  instanceId: string;
  groupId: string;
  clientId?: string;
  /** For people; shown in the UI. */
  groupName?: string;
  reason: string;
  requestedBy: string;
  /** Ranked, normalised person ids; when empty, the group's by its row, else the client's list, else the instance's. */
  successors: string[];
  /** When somebody is promoted. */
  handover: 'when-only-admin' | 'always';
  onNoSuccessor: 'hold' | 'leave';
  /** How long a hold before the goodbye waits for a decision, ms; the exit then ends as `held`. Without it: for ever. */
  holdDeadlineMs?: number;
  /** `default`: the instance's configured text. */
  goodbye: { kind: 'default' } | { kind: 'text'; text: string } | { kind: 'none'; reason: string };
  closingDescription?: string;
  /** Leave a community's parent or announcement group without asking. */
  allowCommunity?: boolean;
}

export interface Decision {
  action: DecisionAction;
  decidedBy: string;
  /** With `appoint`: a normalised person id. */
  successor?: string;
}

/** An event about our own departure, or a hint (`proves: false`) that only causes a reading. */
export interface DepartureSeen {
  eventId: string;
  occurredAtMs: number;
  proves: boolean;
}

/** Another resignation wants an exit that runs already. */
export interface Reinforcement {
  resignationId: string;
}

export interface Hold {
  kind: HoldKind;
  since: string;
  /** Why it is held and what to decide, as a sentence without its full stop. */
  question: string;
  choices: DecisionAction[];
  deadline?: string;
}

/** What a person may decide about a hold of each kind. */
export const choicesOf: Readonly<Record<HoldKind, readonly DecisionAction[]>> = {
  'no-successor': ['appoint', 'retry', 'leave-anyway', 'abandon'],
  'promotion-failed': ['appoint', 'retry', 'leave-anyway', 'abandon'],
  'goodbye-failed': ['retry', 'leave-anyway', 'abandon'],
  'goodbye-unknown': ['retry', 'leave-anyway', 'abandon'],
  'leave-failed': ['retry', 'abandon'],
  'departure-unproven': ['retry', 'abandon'],
  'community-group': ['leave-anyway', 'abandon'],
  'number-restricted': ['retry', 'abandon'],
  'credentials-refused': ['retry', 'abandon'],
  'pre-flight-failed': ['retry', 'abandon'],
};

export type ExitStage = 'waiting' | 'hold' | 'leaving' | 'done';

export interface ExitProgress {
  stage: ExitStage;
  /** The step under way; absent when done. */
  step?: StepName;
  /** Why nothing moves, where nothing does. */
  waitingFor?: string;
  /** Whether it does something, or will without being asked: not while it is paused, or waits for a person. */
  moving: boolean;
  /** A person has paused it, and it is not past its goodbye: without `resume` it does not go on. */
  paused: boolean;
  cancelRequested: boolean;
  hold?: Hold;
  steps: StepRecord[];
  receipt?: Receipt;
}

/** Where an exit stands right now. */
export const progressQuery = defineQuery<ExitProgress>('progress');

/** Stop before the next step, up to the goodbye. */
export const pauseSignal = defineSignal('pause');
export const resumeSignal = defineSignal('resume');
/** Stop for good before the next step, up to the goodbye; the exit completes with a receipt. */
export const cancelExitSignal = defineSignal('cancelExit');
/** The webhook handler saw us leave. */
export const departureSeenSignal = defineSignal<[DepartureSeen]>('departureSeen');

/** Another resignation counts on this exit too. */
export const reinforceSignal = defineSignal<[Reinforcement]>('reinforce');

/** A person's answer to a hold. Fails with type `NotHeld`, `ChoiceNotOffered`, `SuccessorNotInGroup`. */
export const decideUpdate = defineUpdate<Hold, [Decision]>('decide');
