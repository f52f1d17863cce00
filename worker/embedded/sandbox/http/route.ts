import type { Chat } from '../world/chat.ts';
import type { Outcome, Refusal } from '../world/rules.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';
import type { GatewayRequest, Operation } from './dialect.ts';

/** One identified call, as a route sees it. */
export interface Call {
  world: World;
  number: SandboxNumber;
  request: GatewayRequest;
  groupId: string;
  /** Every chat of the number, as faults let it be seen. */
  chats(): Chat[];
  /** The call's own chat, as faults let it be seen; undefined when the number never was in the group. */
  chat(): Chat | undefined;
  /** The gateway's words for a refusal by WhatsApp. */
  refuse(why: Refusal): Answer;
}

/**
 * What a call would do to the world, and the answer to it. Nothing is done yet: a fault may decide to answer without
 * doing it.
 */
export interface Intent {
  outcome?: Outcome;
  answer: Answer;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT';
  /** Hono's pattern, below the gateway's base path. */
  path: string;
  operation: Operation;
  /** Whether it is answered whatever the session's state. */
  anyState?: boolean;
  /** Where the group id stands, for routes that have it elsewhere than in the path's `:id`. */
  groupIn?: (request: GatewayRequest) => unknown;
  plan(call: Call): Intent;
}
