import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import type { Urgency } from '../../activities/plans/plan.ts';
import type { TurnOver, TurnRequest } from '../../activities/turns.ts';
import type { NextTurn } from '../pace/next-turn.ts';

/** A person stops a number between two turns. */
export interface PauseOrder {
  reason?: string;
  /** By name or login. */
  pausedBy?: string;
  /** When it goes on by itself, ms since epoch; without it, a person resumes it. */
  untilMs?: number;
}

/** What the gateway tells of the number's session. */
export interface SessionSeen {
  state: 'working' | 'starting' | 'needs-login' | 'stopped' | 'failed';
  /** What WhatsApp restricts although the session may work. */
  restriction?: { code: string; untilMs?: number };
  atMs: number;
}

/** The number lets an exit act: a lease, so that an exit that is gone does not stop the others for ever. */
export interface TurnGranted {
  askId: string;
  leaseUntilMs: number;
  gaps: Pick<PacePolicy, 'stepGap' | 'goodbyeToLeave'>;
}

/** Why a turn takes long. */
export interface TurnDelayed {
  askId: string;
  /** For people: place, expected time, what stops the number. */
  why: string;
}

/** Where a number stands. All times are ISO 8601 in UTC. */
export interface NumberStatus {
  instanceId: string;
  /** `paused` by a person, `restricted` by itself, `working` otherwise. */
  state: 'working' | 'paused' | 'restricted';
  pause?: { reason?: string; pausedBy?: string; since: string; until?: string };
  restriction?: { code: string; message: string; since: string; until?: string };
  /** Why no turn is granted, for people, as a sentence without its full stop; absent while turns are granted. */
  standstill?: string;
  /** Absent before it was read. */
  policy?: PacePolicy['name'];
  /** Why the pace could not be read: no turn is granted before it is. */
  fault?: string;
  /** Turns in the last 24 hours. */
  usedToday: number;
  turn?: { workflowId: string; since: string; leaseUntil: string };
  /** When the next turn may be granted, and what holds it back; absent where nobody waits or a person has to act. */
  next?: { at: string; because: NextTurn['because']; why: string };
  /** How many wait; `queue` shows the first of them. */
  waiting: number;
  queue: { workflowId: string; urgency: Urgency; finishing: boolean; about?: string }[];
}

export const numberStatusQuery = defineQuery<NumberStatus>('status');

/** Arguments are optional, so that a plain signal from the Temporal UI works. */
export const pauseNumberSignal = defineSignal<[PauseOrder?]>('pause');
/** Lifts a pause and a restriction alike. */
export const resumeNumberSignal = defineSignal('resume');
export const askTurnSignal = defineSignal<[TurnRequest]>('askTurn');
export const turnOverSignal = defineSignal<[TurnOver]>('turnOver');
/** The webhook handler saw the session change. */
export const sessionSeenSignal = defineSignal<[SessionSeen]>('sessionSeen');

/** To the exit. */
export const turnGrantedSignal = defineSignal<[TurnGranted]>('turnGranted');
export const turnDelayedSignal = defineSignal<[TurnDelayed]>('turnDelayed');
