import type { AnswerFacts } from './answer-facts.ts';
import { statusVerdict } from './status-verdict.ts';
import type { Verdict } from './verdict.ts';
import { whatsAppVerdict } from './whatsapp-code.ts';
import { wordedCause } from './worded-causes.ts';

/**
 * What a refusal amounts to: the one place where gateways' errors are told apart. A cause that is recognised comes before
 * WhatsApp's bare code, and that before the bare status, which for engine errors is always 500.
 */
export function answerVerdict(facts: AnswerFacts): Verdict {
  return wordedCause(facts) ?? codeVerdict(facts) ?? statusVerdict(facts);
}

function codeVerdict({ operation, whatsAppCode }: AnswerFacts): Verdict | undefined {
  return whatsAppCode === undefined ? undefined : whatsAppVerdict(whatsAppCode, operation);
}
