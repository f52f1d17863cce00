import type { Dispatcher } from 'undici';

type Headers = Record<string, string | string[] | undefined>;

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** An exchange that ended without an answer. Holds no part of the request or the answer. */
export class BrokenExchange extends Error {
  override readonly name = 'BrokenExchange';
  /** Whether the request was handed to a socket: if not, it reached nobody. */
  readonly sent: boolean;
  /** `stopped` by the signal, `too-large` an answer, or `broken` by the network. */
  readonly ending: 'stopped' | 'too-large' | 'broken';
  /** Node's or undici's code for what broke it. */
  readonly errorCode: string | undefined;

  constructor(ending: BrokenExchange['ending'], sent: boolean, errorCode?: string) {
    super(errorCode ? `${ending} (${errorCode})` : ending);
    this.ending = ending;
    this.sent = sent;
    this.errorCode = errorCode;
  }
}

/**
 * Sends one request and collects the answer. Speaks undici's dispatch itself, for two things its `request` does not tell:
 * whether a failed request was ever handed to a socket, and an end as soon as the signal says so, also while it waits.
 * @param maxBytes answers with a larger body are cut off
 * @throws {BrokenExchange}
 */
export async function exchange(
  pool: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { signal, maxBytes }: { signal: AbortSignal; maxBytes: number },
): Promise<RawAnswer> {
  const handler = new AnswerCollector(maxBytes);
  const stop = (): void => handler.end('stopped');
  if (signal.aborted) stop();
  else pool.dispatch(request, handler);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await handler.answer;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly answer: Promise<RawAnswer>;
  readonly #settle = Promise.withResolvers<RawAnswer>();
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #headers: Headers = {};
  #ended = false;
  #controller: Dispatcher.DispatchController | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.answer = this.#settle.promise;
  }

  /** Called right before the bytes go out, which is after any wait for a connection. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#ended) controller.abort(new Error('ended before it was sent'));
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.end('too-large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#ended = true;
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { code?: unknown }): void {
    this.end('broken', typeof error.code === 'string' ? error.code : error.name);
  }

  end(ending: BrokenExchange['ending'], errorCode?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#settle.reject(new BrokenExchange(ending, this.#controller !== undefined, errorCode));
    this.#controller?.abort(new Error(ending));
  }
}
