import type { GroupKey, MembershipStatus } from '../memberships/memberships.ts';
import type { ExitOutcome, HoldKind } from '../receipt.ts';

/** What a service is told, by type. Nobody's phone number, no invite code, no token. */
interface EventData {
  /** The membership row says something else, or is new. */
  'membership.changed': GroupKey & {
    status: MembershipStatus;
    /** `null` where there was no row. */
    previousStatus: MembershipStatus | null;
    clientId: string | null;
    reason: string | null;
    exitId: string | null;
  };
  /** An exit waits for a person. */
  'exit.held': GroupKey & { exitId: string; kind: HoldKind; question: string };
  /** It does not wait any more. */
  'exit.decided': GroupKey & { exitId: string; kind: HoldKind };
  'exit.finished': GroupKey & {
    exitId: string;
    clientId: string | null;
    reason: string;
    outcome: ExitOutcome;
    code: string | null;
    summary: string;
    startedAt: string;
    finishedAt: string;
  };
  /** A number takes no turns: by a person, or since WhatsApp restricts it. */
  'number.paused': { instanceId: string; reason: string; code: string | null; until: string | null };
  'number.resumed': { instanceId: string };
  'resignation.finished': {
    resignationId: string;
    planId: string;
    /** `stopped`: its plan was not to be believed. */
    state: 'finished' | 'stopped';
    /** How many groups ended in which way. */
    outcomes: Record<string, number>;
  };
}

export type EventType = keyof EventData;

export type OutboxEvent = {
  [Type in EventType]: {
    type: Type;
    data: EventData[Type];
    /**
     * What makes it this event and no other: written twice with the same one, it is one event. For what is not guarded by a row
     * that changes but once.
     */
    once?: string;
  };
}[EventType];

/** An event about a number, which has no row of its own: its workflow keeps how it stands. */
export type NumberEvent = Extract<OutboxEvent, { type: 'number.paused' | 'number.resumed' }>;
