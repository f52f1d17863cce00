import { z } from 'zod';
import type { NewFault } from '../faults/new-fault.ts';
import { faultRuleSchema, type FaultRule } from '../faults/rule.ts';
import type { Act } from '../world/act.ts';
import { journalEntrySchema, type JournalEntry, type JournalFilter } from '../world/journal-entry.ts';
import type { NewGroup, NewNumber } from '../world/seed.ts';
import { groupSchema, messageSchema } from '../world/types.ts';
import type { Message, SandboxGroup, SessionStatus, WebhookTarget } from '../world/types.ts';
import type { HandMadeEvent } from './schemas.ts';

const groupWithMessagesSchema = groupSchema.extend({ messages: z.array(messageSchema) });
const eventSentSchema = z.strictObject({ eventId: z.string() });

/** Looks at and meddles with a sandbox that runs in another process, through its `/_sandbox`. */
export class SandboxClient {
  readonly #url: string;

  /** @param url the sandbox's address, without a path */
  constructor(url: string) {
    this.#url = `${url}/_sandbox`;
  }

  async journal(filter: JournalFilter = {}): Promise<JournalEntry[]> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
    return z.array(journalEntrySchema).parse(await this.#ask('GET', `/journal?${query.toString()}`));
  }

  async group(groupId: string): Promise<SandboxGroup & { messages: Message[] }> {
    return groupWithMessagesSchema.parse(await this.#ask('GET', `/groups/${groupId}`));
  }

  async addNumber(number: NewNumber): Promise<void> {
    await this.#send('POST', '/numbers', number);
  }

  async setWebhook(instanceId: string, webhook: Partial<WebhookTarget>): Promise<void> {
    await this.#send('PUT', `/numbers/${instanceId}/webhook`, webhook);
  }

  async setSessionStatus(instanceId: string, status: SessionStatus): Promise<void> {
    await this.#send('PUT', `/numbers/${instanceId}/status`, { status });
  }

  async addGroup(group: NewGroup): Promise<SandboxGroup> {
    return groupSchema.parse(await this.#ask('POST', '/groups', group));
  }

  /** Lets a person do something by hand. */
  async act(groupId: string, act: Act): Promise<void> {
    await this.#send('POST', `/groups/${groupId}/acts`, act);
  }

  async addFault(fault: NewFault): Promise<FaultRule> {
    return faultRuleSchema.parse(await this.#ask('POST', '/faults', fault));
  }

  async faults(): Promise<FaultRule[]> {
    return z.array(faultRuleSchema).parse(await this.#ask('GET', '/faults'));
  }

  async clearFaults(): Promise<void> {
    await this.#send('DELETE', '/faults');
  }

  /** @returns the event's id */
  async sendEvent(event: HandMadeEvent): Promise<string> {
    return eventSentSchema.parse(await this.#ask('POST', '/events', event)).eventId;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    return JSON.parse(await this.#send(method, path, body));
  }

  /** @throws when the sandbox refuses, with its reason */
  async #send(method: string, path: string, body?: unknown): Promise<string> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} ${path}: ${text}`);
    return text;
  }
}
