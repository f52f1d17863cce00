import type { Refusal } from '../world/rules.ts';
import type { GatewayName, SandboxNumber } from '../world/types.ts';
import type { Answer } from './answer.ts';

/** What a call needs from its HTTP request, read once. */
export interface GatewayRequest {
  method: string;
  path: string;
  /** Path parameters, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Headers;
  /** The JSON object that was sent; empty for anything else, since neither gateway reads other bodies. */
  body: Record<string, unknown>;
}

/** The names that journal and faults know the calls by. */
export const operationNames = [
  'session',
  'me',
  'list-groups',
  'count-groups',
  'group',
  'participants',
  'participants-v2',
  'leave',
  'promote',
  'describe',
  'info-admin-only',
  'messages-admin-only',
  'invite-code',
  'send-text',
  'new-message-id',
  'messages',
  'message',
  'lid',
  'rate-limit',
] as const;

export type Operation = (typeof operationNames)[number];

/** A cause inside WhatsApp: its words, and its code where it has one. */
interface EngineCause {
  message: string;
  code?: number;
}

/** How one gateway checks its callers and words its refusals. */
export interface Dialect {
  gateway: GatewayName;
  /** Who is calling; or the answer to a caller whose credentials or session are wrong. */
  identify(request: GatewayRequest): SandboxNumber | Answer;
  unauthorized(): Answer;
  unknownSession(request: GatewayRequest): Answer;
  sessionDown(number: SandboxNumber): Answer;
  /** WhatsApp does not do it. */
  refusal(why: Refusal, request: GatewayRequest): Answer;
  badRequest(message: string): Answer;
  noSuchChat(request: GatewayRequest, groupId: string): Answer;
  engineError(cause: EngineCause, request: GatewayRequest): Answer;
  tooManyRequests(retryAfterSeconds: number): Answer;
}
