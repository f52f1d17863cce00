import type { Urgency } from './plans/plan.ts';

/** An exit asks its number for a turn. Asking again with the same `askId` is asking once. */
export interface TurnRequest {
  /** Of the exit: where the answer goes. */
  workflowId: string;
  /** Tells this question from an earlier one of the same exit, whose answer may still be on its way. */
  askId: string;
  urgency: Urgency;
  /** It has said goodbye: the group waits for it to go. */
  finishing: boolean;
  /** When the exit began, ms since epoch: its place among equals. */
  askedAtMs: number;
}

/**
 * What an exit's turn ended with, where that says something about the number:
 * - `restricted`: WhatsApp or the gateway refuses the number
 * - `slow-down`: a limit of the rate
 * - `failed`: anything else that ended the turn; several of a kind in a row are the number's trouble, not the groups'
 */
export interface TurnFailure {
  kind: 'restricted' | 'slow-down' | 'failed';
  code: string;
  message: string;
  /** Before this, another try makes no sense, ms since epoch. */
  untilMs?: number;
}

/** An exit does not need its turn, or its place in the queue, any more. */
export interface TurnOver {
  workflowId: string;
  /** Of the question that the turn answered; without it, whatever turn or place the exit has. */
  askId?: string;
  failure?: TurnFailure;
}

/** The port to the numbers: the actors that grant turns. */
export interface Turns {
  /** Puts the exit into the number's queue; the answer is a signal to the exit. */
  ask(instanceId: string, request: TurnRequest): Promise<void>;
  /** Harmless where the exit has no turn, and where nobody runs for the number. */
  giveBack(instanceId: string, over: TurnOver): Promise<void>;
}
