import type { FaultRule } from '../faults/rule.ts';
import type { NewFault } from '../faults/faults.ts';
import type { Act } from '../world/act.ts';
import type { JournalEntry, JournalFilter } from '../world/journal.ts';
import type { NewGroup, NewNumber } from '../world/seed.ts';
import type { Message, SandboxGroup, SessionStatus, WebhookTarget } from '../world/types.ts';
import type { HandMadeEvent } from './schemas.ts';

/** Looks at and meddles with a sandbox that runs in another process, through its `/_sandbox`. */
export class SandboxClient {
  readonly #url: string;

  /** @param url the sandbox's address, without a path */
  constructor(url: string) {
    this.#url = `${url}/_sandbox`;
  }

  async journal(filter: JournalFilter = {}): Promise<JournalEntry[]> {
    const query = Object.entries(filter).map(([name, value]) => [name, String(value)]);
    return this.#call('GET', `/journal?${new URLSearchParams(query)}`);
  }

  async group(groupId: string): Promise<SandboxGroup & { messages: Message[] }> {
    return this.#call('GET', `/groups/${groupId}`);
  }

  async addNumber(number: NewNumber): Promise<void> {
    await this.#call('POST', '/numbers', number);
  }

  async setWebhook(instanceId: string, webhook: Partial<WebhookTarget>): Promise<void> {
    await this.#call('PUT', `/numbers/${instanceId}/webhook`, webhook);
  }

  async setSessionStatus(instanceId: string, status: SessionStatus): Promise<void> {
    await this.#call('PUT', `/numbers/${instanceId}/status`, { status });
  }

  async addGroup(group: NewGroup): Promise<SandboxGroup> {
    return this.#call('POST', '/groups', group);
  }

  /** Lets a person do something by hand. */
  async act(groupId: string, act: Act): Promise<void> {
    await this.#call('POST', `/groups/${groupId}/acts`, act);
  }

  async addFault(fault: NewFault): Promise<FaultRule> {
    return this.#call('POST', '/faults', fault);
  }

  async faults(): Promise<FaultRule[]> {
    return this.#call('GET', '/faults');
  }

  async clearFaults(): Promise<void> {
    await this.#call('DELETE', '/faults');
  }

  /** @returns the event's id */
  async sendEvent(event: HandMadeEvent): Promise<string> {
    const { eventId } = await this.#call<{ eventId: string }>('POST', '/events', event);
    return eventId;
  }

  /** @throws when the sandbox refuses, with its reason */
  async #call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
