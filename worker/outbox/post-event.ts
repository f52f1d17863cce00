import { Webhook } from 'standardwebhooks';
import { request, type Dispatcher } from 'undici';
import type { DueEvent } from '../../activities/outbox/outbox.ts';

/** The service that is told. */
export interface EventsTarget {
  url: string;
  /** `whsec_…`, by which it knows that we tell it. */
  secret: string;
}

export interface PostOptions {
  /** Connections of its own. */
  pool: Dispatcher;
  /** For the whole exchange, ms. */
  deadlineMs: number;
}

/**
 * Offers an event to the service, as Standard Webhooks has it (https://www.standardwebhooks.com): the id stays the same for every
 * attempt, and the signature covers id, time of sending and body.
 * @returns why it has not arrived; `undefined` when the service took it. Holds nothing that the service said
 */
export async function postEvent(
  event: DueEvent,
  { url, secret }: EventsTarget,
  { pool, deadlineMs }: PostOptions,
): Promise<string | undefined> {
  const body = JSON.stringify({
    type: event.type,
    timestamp: new Date(event.createdAtMs).toISOString(),
    data: { ...event.data, sequence: event.sequence },
  });
  const sentAt = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': event.eventId,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(event.eventId, sentAt, body),
  };
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const { statusCode, body: answer } = await request(url, {
      method: 'POST',
      headers,
      body,
      dispatcher: pool,
      signal,
    });
    // Read to its end, and no further than that is harmless: the connection is used again.
    await answer.dump({ limit: 64 * 1_024, signal });
    return statusCode >= 200 && statusCode < 300 ? undefined : `the service answered ${statusCode}`;
  } catch (error) {
    if (signal.aborted) return `no answer within ${deadlineMs} ms`;
    return `no answer (${codeOf(error)})`;
  }
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? error);
}
