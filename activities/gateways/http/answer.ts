import type { RawAnswer } from './exchange.ts';

export interface Answer {
  status: number;
  headers: RawAnswer['headers'];
  text: string;
  /** The body as JSON; `undefined` where it is none. */
  json?: unknown;
}

export function readAnswer({ status, headers, body }: RawAnswer): Answer {
  const text = body.toString('utf8');
  return { status, headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not an error here: what a body that is no JSON means depends on the status and the operation.
    return undefined;
  }
}
