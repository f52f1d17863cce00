import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Journal } from '../world/journal.ts';
import type { World } from '../world/world.ts';
import type { Delivery } from './delivery.ts';
import { ALGORITHM, signatureHeaders } from './sign.ts';

export interface RetryPolicy {
  attempts: number;
  /** Constant, between attempts, ms. */
  delayMs: number;
}

/**
 * Carries deliveries to the numbers' webhook URLs. As WAHA does: any answer but 2xx is tried again after a constant time,
 * `Retry-After` is honoured, and what is pending is in memory only, so a restart loses it.
 */
export class Courier {
  readonly #world: World;
  readonly #journal: Journal;
  readonly #retries: RetryPolicy;
  readonly #closing: AbortSignal;
  readonly #agent = new Agent();
  readonly #pending = new Map<Promise<void>, Delivery>();

  constructor(world: World, journal: Journal, retries: RetryPolicy, closing: AbortSignal) {
    this.#world = world;
    this.#journal = journal;
    this.#retries = retries;
    this.#closing = closing;
  }

  send(delivery: Delivery): void {
    const carried = this.#carry(delivery)
      .catch((error: unknown) => {
        if (!this.#closing.aborted) throw error;
      })
      .finally(() => this.#pending.delete(carried));
    this.#pending.set(carried, delivery);
  }

  /** Resolves when nothing that is meant is under way any more: delivered or given up. */
  async settled(isMeant: (delivery: Delivery) => boolean = () => true): Promise<void> {
    const meant = () => [...this.#pending].filter(([, delivery]) => isMeant(delivery)).map(([carried]) => carried);
    for (let pending = meant(); pending.length > 0; pending = meant()) await Promise.all(pending);
  }

  /** Call it with the closing signal raised: what is pending is dropped. */
  async close(): Promise<void> {
    await this.settled();
    await this.#agent.destroy();
  }

  async #carry(delivery: Delivery): Promise<void> {
    await this.#wait(delivery.delayMs);
    for (let attempt = 1; attempt <= this.#retries.attempts; attempt++) {
      const { accepted, retryAfterMs } = await this.#attempt(delivery);
      if (accepted) return;
      if (attempt < this.#retries.attempts) await this.#wait(retryAfterMs ?? this.#retries.delayMs);
    }
  }

  async #attempt(delivery: Delivery): Promise<{ accepted: boolean; retryAfterMs?: number }> {
    const { gateway, instanceId, groupId, event, eventId, fault } = delivery;
    const seq = this.#journal.add({ kind: 'webhook', gateway, instanceId, groupId, operation: event, eventId, fault });
    const { url, secret } = this.#world.number(instanceId).webhook;
    try {
      if (!url) throw new Error('This number has no webhook URL any more.');
      const body = JSON.stringify(delivery.inArray ? [delivery.envelope] : delivery.envelope);
      const headers = headersOf(delivery, body, secret);
      const options = { method: 'POST', body, headers, dispatcher: this.#agent, signal: this.#closing } as const;
      const answer = await request(url, options);
      await answer.body.dump();
      this.#journal.note(seq, { status: answer.statusCode });
      const seconds = Number(answer.headers['retry-after']);
      const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined;
      return { accepted: answer.statusCode >= 200 && answer.statusCode < 300, retryAfterMs };
    } catch {
      // Nobody there, or nobody known: for a gateway that is one more failed attempt.
      if (!this.#closing.aborted) this.#journal.note(seq, { status: 'unreachable' });
      return { accepted: false };
    }
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#closing });
  }
}

function headersOf(delivery: Delivery, body: string, secret: string | undefined): Record<string, string> {
  const common = {
    'content-type': 'application/json',
    'user-agent': 'WhatsApp sandbox',
    'X-Webhook-Request-Id': delivery.requestId,
    'X-Webhook-Timestamp': String(delivery.occurredAtMs),
  };
  if (!secret || delivery.signature === 'none') return common;
  const key = delivery.signature === 'forged' ? `not ${secret}` : secret;
  return { ...common, ...signatureHeaders(delivery.algorithm ?? ALGORITHM[delivery.gateway], body, key) };
}
