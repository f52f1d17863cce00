import type { Answer } from '../http/answer.ts';
import { at, isRecord } from '../parsing/json-shapes.ts';
import type { Operation } from './operation.ts';

/** What is to be known of a refusal before it is judged. */
export interface AnswerFacts {
  operation: Operation;
  /** The HTTP status, or the one that an error body under a 2xx names; 0 where it names none. */
  status: number;
  /** `text`: no JSON, and yet the gateway's own, which writes its errors in XML and plain words too. */
  form: 'json' | 'html' | 'text' | 'other';
  /**
   * The gateway's own words, in lower case: to recognise causes by, never to be repeated. The part of WAHA's errors that
   * echoes the request is left out.
   */
  says: string;
  /** The state of the session, where the answer names one: WAHA's 422 does. */
  sessionState?: string;
  /** WhatsApp's code, where the gateway hands one through. */
  whatsAppCode?: number;
}

/** In what a gateway writes its errors: Wawp's documents have them in JSON, XML and plain words. */
export type ErrorForm = 'json' | 'any-text';

export function factsOf(answer: Answer, operation: Operation, errorsIn: ErrorForm): AnswerFacts {
  const { status, json } = answer;
  const says = wordsOf(json ?? answer.text);
  const form = formOf(answer);
  const state = at(json, 'status');
  return {
    operation,
    status: status >= 300 ? status : namedStatus(json),
    form: form === 'other' && errorsIn === 'any-text' ? 'text' : form,
    says,
    sessionState: typeof state === 'string' ? state : undefined,
    whatsAppCode: whatsAppCode(json, says),
  };
}

/** Whether the body is an error, whatever the status says: gateways send such bodies under 200 as well. */
export function isErrorBody(json: unknown): boolean {
  if (!isRecord(json)) return false;
  if (json.success === false || json.ok === false || json.error) return true;
  // The word of an error outweighs a yes beside it.
  if (typeof json.code === 'string' && ERROR_WORD.test(json.code)) return true;
  return typeof json.message === 'string' && namedStatus(json) >= 400;
}

/** `invalid_session`, `subscription_required`, `wawp_upstream_error`. */
const ERROR_WORD = /^[a-z]+(_[a-z]+)+$/;

export function formOf({ text, json }: Answer): AnswerFacts['form'] {
  if (json !== undefined) return 'json';
  return /^\s*<(!doctype|html|head|body)\b/i.test(text) ? 'html' : 'other';
}

function namedStatus(json: unknown): number {
  const named = [at(json, 'status'), at(json, 'statusCode'), at(json, 'code')];
  return named.find((value): value is number => typeof value === 'number' && value >= 400 && value < 600) ?? 0;
}

/** Where the causes are written: Wawp and Nest at the top, WAHA's engines in `exception`, proxies of WAHA in `data`. */
const WORD_PATHS = ['', 'exception', 'data', 'error', 'response', 'details'];
const WORD_FIELDS = ['code', 'error', 'message', 'details'];
const LONGEST_WORDS = 2_000;

function wordsOf(body: unknown): string {
  if (typeof body === 'string') return body.slice(0, LONGEST_WORDS).toLowerCase();
  const holders = WORD_PATHS.map((path) => (path === '' ? body : at(body, path)));
  const words = holders.flatMap((holder) => WORD_FIELDS.flatMap((field) => at(holder, field)));
  const texts = words.filter((word): word is string => typeof word === 'string');
  return texts
    .map((text) => text.slice(0, LONGEST_WORDS))
    .join('\n')
    .toLowerCase();
}

/** NOWEB puts it into `exception.data`; GOWS writes it into a sentence: `info query returned status 403: forbidden`. */
function whatsAppCode(json: unknown, says: string): number | undefined {
  const data = at(json, 'exception', 'data');
  if (typeof data === 'number' && data >= 400 && data < 600) return data;
  const told = /\b(?:returned (?:status|error)|status) ([45]\d\d)\b/.exec(says)?.[1];
  return told ? Number(told) : undefined;
}
