import type { Answer } from '../http/answer.ts';
import type { Dialect, GatewayRequest, Operation } from '../http/dialect.ts';
import type { Chat } from '../world/chat.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Backstage } from './backstage.ts';
import type { Place } from './places.ts';
import type { FaultRule } from './rule.ts';

/** A call that a fault stands in the way of. */
export interface FaultedCall {
  dialect: Dialect;
  request: GatewayRequest;
  operation: Operation;
  /** Undefined where the credentials are wrong anyway. */
  number: SandboxNumber | undefined;
  groupId: string | undefined;
  /** What a gateway does besides answering. */
  backstage: Backstage;
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

/** The chats that a reading shows. */
export interface View {
  chats: Chat[];
  /** Those of groups that the number has left, as if it had not. */
  stale: () => Chat[];
}

/** One way in which gateways fail: who says so, where it can be seen, and what it does by one or more of its hooks. */
export interface Fault {
  /** What happens, in one line; the README's table is made of these. */
  what: string;
  /** Where it was seen. */
  source: string;
  /** The gateways and engines that can produce it. */
  possibleOn: readonly Place[];
  /** Why not on each of the others: a dash in a table is a claim, too. */
  notOn?: Partial<Record<Place, string>>;
  /** The calls it can strike; any unless named. Of webhooks only `FaultRule.operation` chooses. */
  operations?: readonly Operation[];
  /** Whether it strikes calls about groups only that the number has left. */
  onlyAfterLeaving?: boolean;
  /** Takes the place of the call: it may perform it, pretend to, or neither. */
  onCall?: (call: FaultedCall, rule: FaultRule) => Promise<Answer> | Answer;
  /** Shows a reading other chats than there are. */
  onReading?: (view: View, rule: FaultRule) => Chat[];
  /** Puts other deliveries, or none, in the place of one. */
  onWebhook?: (delivery: Delivery, rule: FaultRule, number: SandboxNumber) => Delivery[];
  /**
   * Acts once, and for good: as soon as it is asked for, or right before the first call that its time, `operation` and
   * `share` choose.
   */
  onBegin?: (stage: { door: Door; world: World }, rule: FaultRule) => void;
}
