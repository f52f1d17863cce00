import { answerVerdict } from './answer-verdict.ts';
import { factsOf, formOf, isErrorBody, type ErrorForm } from './answer-facts.ts';
import type { Answer } from '../http/answer.ts';
import type { Operation } from './operation.ts';
import { retryAfterMs } from './retry-after.ts';
import { failureOf, type Verdict } from './verdict.ts';

/**
 * Lets through an answer that says yes.
 * @param errorsIn what the gateway writes its own errors in; a 404 in another form is somebody else's
 * @throws {GatewayFailure} for every other: a status that is no 2xx, an error body under a 2xx, a `false` to a write, or
 *   something that is not a gateway's answer
 */
export function accepted(answer: Answer, operation: Operation, errorsIn: ErrorForm = 'json'): Answer {
  const verdict = refusal(answer, operation, errorsIn);
  if (verdict) throw failureOf(verdict, operation, { retryAfterMs: retryAfterMs(answer, Date.now()), answer });
  return answer;
}

function refusal(answer: Answer, operation: Operation, errorsIn: ErrorForm): Verdict | undefined {
  const saysYes = answer.status >= 200 && answer.status < 300;
  if (!saysYes || isErrorBody(answer.json) || formOf(answer) === 'html')
    return answerVerdict(factsOf(answer, operation, errorsIn));
  if (answer.json === false && operation.effect === 'write') return saidFalse(operation);
  // WAHA writes the invite code, and nothing else, as bare text.
  const wordless = answer.json !== undefined || answer.text.trim() === '' || operation.name === 'invite-code';
  if (wordless) return undefined;
  const advice = 'Check that baseUrl leads to the gateway itself.';
  return { kind: 'unsettled', code: 'not-json', why: 'the answer is not JSON', advice };
}

/** WEBJS answers `false` to a description it may not set; of the other writes nobody documents what it means. */
function saidFalse({ name }: Operation): Verdict {
  const why = 'the gateway answers false';
  return name === 'description'
    ? { kind: 'final', code: 'denied', why, advice: 'Setting it takes admin rights in this group.' }
    : { kind: 'unsettled', code: 'refused', why, advice: "The gateway's own log tells more." };
}
