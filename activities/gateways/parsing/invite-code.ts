import type { Answer } from '../http/answer.ts';
import { normaliseInviteCode } from '../identity.ts';
import { isRecord } from './json-shapes.ts';
import { operations } from '../failures/operation.ts';
import { unexpectedAnswer } from '../failures/verdict.ts';

/** What WEBJS answers where it swallowed the refusal. */
const NO_CODE = ['', 'undefined', 'null'];

/**
 * The invite code in an answer: bare text, JSON text, an address or an object.
 * @returns `undefined` where the gateway answered without one
 * @throws {GatewayFailure} when there is something, but no code
 */
export function inviteCodeIn(given: Answer): string | undefined {
  const { text, json } = given;
  const answer = typeof json === 'string' || isRecord(json) ? json : text.trim();
  const code = normaliseInviteCode(answer);
  if (code) return code;
  const told = isRecord(answer) ? Object.values(answer).filter((value) => typeof value === 'string') : [answer];
  if (told.every((value) => NO_CODE.includes(value))) return undefined;
  throw unexpectedAnswer(operations.inviteCode, 'invite code', given);
}
