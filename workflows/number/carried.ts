import type { PacePolicy } from '../../activities/pace/policy.ts';
import type { TurnRequest } from '../../activities/turns.ts';
import type { PaceUsed } from '../pace/used.ts';

/** An exit in the queue. */
export interface Waiting extends TurnRequest {
  /** The state of the number that it knows of; absent until somebody has looked whether to tell it. */
  told?: string;
}

export interface Turn extends TurnRequest {
  grantedAtMs: number;
  leaseUntilMs: number;
}

/** A person has stopped the number. */
interface Pause {
  reason?: string;
  pausedBy?: string;
  sinceMs: number;
  untilMs?: number;
}

/** The number has stopped itself: WhatsApp or the gateway refuses it. */
interface Restriction {
  code: string;
  message: string;
  sinceMs: number;
  untilMs?: number;
}

/** Everything that a number knows, as plain JSON: it goes from run to run, and nothing else does. */
export interface NumberCarried {
  queue: Waiting[];
  turn?: Turn;
  pause?: Pause;
  restriction?: Restriction;
  used: PaceUsed;
  pace?: PacePolicy;
  /** When the pace is read again, ms since epoch. */
  paceDueAtMs: number;
  /** Why the latest try to read it failed. */
  paceFault?: string;
  /** Turns in a row that ended with the same failure. */
  failures?: { code: string; count: number };
  /** The standstill that the service knows of. */
  toldService?: string;
  /** When the latest event about the session happened: older ones say nothing any more. */
  sessionAtMs: number;
}

export interface NumberInput {
  instanceId: string;
  carried?: NumberCarried;
}
