import type { Answer } from '../http/answer.ts';
import type { Dialect, GatewayRequest, Operation } from '../http/dialect.ts';
import type { Chat } from '../world/chat.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { FaultRule } from './rule.ts';

/** A call that a fault stands in the way of. */
interface FaultedCall {
  dialect: Dialect;
  request: GatewayRequest;
  /** Undefined where the credentials are wrong anyway. */
  number: SandboxNumber | undefined;
  /** Does what was asked and says what the gateway answers. */
  perform(): Promise<Answer>;
  /** Says what the gateway would answer; nothing is done. */
  pretend(): Promise<Answer>;
  wait(ms: number): Promise<void>;
}

/** The sandbox's front door. */
export interface Door {
  /** Refuses new connections for so long, then listens on the same port again. */
  shut(ms: number): void;
}

/** One way in which gateways fail, with what it touches. A fault has one of the four hooks. */
export interface Fault {
  /** Takes the place of the call: it may perform it, pretend to, or neither. */
  onCall?: (call: FaultedCall, rule: FaultRule) => Promise<Answer> | Answer;
  /** Shows a reading other chats than there are. */
  onReading?: (chats: Chat[], rule: FaultRule, operation: Operation) => Chat[];
  /** Puts other deliveries, or none, in the place of one. */
  onWebhook?: (delivery: Delivery, rule: FaultRule, number: SandboxNumber) => Delivery[];
  /** Acts at once, and once. */
  onAdded?: (door: Door, rule: FaultRule) => void;
}
