import { answerVerdict } from '../failures/answer-verdict.ts';
import { operations } from '../failures/operation.ts';
import { failureOf, unexpectedAnswer } from '../failures/verdict.ts';
import type { Answer } from '../http/answer.ts';
import { at, isRecord, listOf } from './json-shapes.ts';

/** Where a yes is written: WAHA and Wawp by `ok` or `success`, WEBJS's promotion by a status of its own. */
function saysYes({ json }: Answer): boolean {
  const said = [json, at(json, 'ok'), at(json, 'success'), at(json, 'data', 'ok')];
  return said.includes(true) || at(json, 'status') === 200;
}

function saysNothing({ json, text }: Answer): boolean {
  return text.trim() === '' || json === null || (isRecord(json) && Object.keys(json).length === 0);
}

/**
 * Lets through a promotion that is not refused. NOWEB answers a status for each participant, GOWS the participants with an
 * `Error` where it is refused, both under a 2xx; WEBJS answers 200 whatever happened. None of them is a proof.
 * @throws {GatewayFailure} for a participant who is refused, and for what nobody documents
 */
export function requirePromotion(answer: Answer): void {
  const entries = saysYes(answer) || saysNothing(answer) ? [] : listOf(answer.json)?.map(refusalOf);
  if (!entries || entries.includes('unreadable'))
    throw unexpectedAnswer(operations.promotion, 'word on the participant', answer);
  const whatsAppCode = entries.find((code) => typeof code === 'number' && code >= 300);
  if (typeof whatsAppCode !== 'number') return;
  const facts = { operation: operations.promotion, status: 0, form: 'json', says: '', whatsAppCode } as const;
  throw failureOf(answerVerdict(facts), operations.promotion, { answer });
}

/** WhatsApp's code for one participant; 200 for one who is not refused. */
function refusalOf(entry: unknown): number | 'unreadable' {
  const told = at(entry, 'status') ?? at(entry, 'Error') ?? (at(entry, 'JID') === undefined ? undefined : 0);
  const code = typeof told === 'string' && /^\d{3}$/.test(told) ? Number(told) : told;
  if (code === 0) return 200;
  return typeof code === 'number' && code >= 200 && code < 600 ? code : 'unreadable';
}

/**
 * Lets through a description that is accepted: WEBJS answers `true`, the other engines nothing. A `false` is refused earlier,
 * as a denial. Reading it back is the proof.
 * @throws {GatewayFailure} for every other answer: in doubt, with the answer's shape
 */
export function requireDescription(answer: Answer): void {
  if (!saysYes(answer) && !saysNothing(answer)) throw unexpectedAnswer(operations.description, 'plain yes', answer);
}

/**
 * Lets through a leave that is accepted: WAHA documents an empty answer, Wawp `{"ok":true}`.
 * @param nothing whether an answer that says nothing is a yes
 * @throws {GatewayFailure} for every other answer
 */
export function requireLeave(answer: Answer, { nothing }: { nothing: 'is-yes' | 'is-unknown' }): void {
  if (saysYes(answer) || (nothing === 'is-yes' && saysNothing(answer))) return;
  throw unexpectedAnswer(operations.leave, nothing === 'is-yes' ? 'plain yes' : '"ok": true', answer);
}

/**
 * Lets through a send whose message is not marked as failed: WAHA documents the acks ERROR (-1), PENDING, SERVER and so on.
 * @throws {GatewayFailure} for an ack that says ERROR, whatever id comes with it
 */
export function requireNoErrorAck({ json }: Answer): void {
  const messages = [json, at(json, '_data'), at(json, 'data'), at(json, 'data', '_data')];
  const failed = messages.some((message) => at(message, 'ack') === -1 || at(message, 'ackName') === 'ERROR');
  if (!failed) return;
  const why = 'the gateway has an id for the message, but says that it was not sent (ack ERROR)';
  const advice = 'Look at the number at the gateway: it may be offline or restricted.';
  throw failureOf({ kind: 'final', code: 'ack-error', why, advice }, operations.send);
}
