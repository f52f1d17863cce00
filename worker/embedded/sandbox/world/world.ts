import { outcomeOf, type Act } from './act.ts';
import { AlreadyInSandbox, NotInSandbox } from './errors.ts';
import type { Journal } from './journal.ts';
import type { Happening, Outcome } from './rules.ts';
import { makeGroup, makeNumber, worldSeedSchema, type NewGroup, type NewNumber, type WorldSeed } from './seed.ts';
import type { Store } from './store.ts';
import { groupSchema, messageSchema, numberSchema } from './types.ts';
import type { Message, SandboxGroup, SandboxNumber, SessionStatus, WebhookTarget } from './types.ts';

/** What can be changed about a group without anybody doing something in it. */
type GroupSettings = Pick<
  SandboxGroup,
  'announceOnly' | 'infoAdminOnly' | 'community' | 'parentId' | 'addressing' | 'phonesHidden'
>;

/** Told of everything that happened, right after it was written down. */
export type Watcher = (happening: Happening, before: SandboxGroup) => void;

/** Told of every change of a session's status. */
export type SessionWatcher = (number: SandboxNumber, before: SessionStatus) => void;

/** Numbers, groups and messages: the only thing that changes them is a committed outcome, or a test's own hand. */
export class World {
  readonly #store: Store;
  readonly #journal: Journal;
  readonly #numbers: Map<string, SandboxNumber>;
  readonly #groups: Map<string, SandboxGroup>;
  readonly #messages: Map<string, Message[]>;
  readonly #watchers: Watcher[] = [];
  readonly #sessionWatchers: SessionWatcher[] = [];

  constructor(store: Store, journal: Journal) {
    this.#store = store;
    this.#journal = journal;
    this.#numbers = new Map(store.load('numbers', numberSchema).map((number) => [number.instanceId, number]));
    this.#groups = new Map(store.load('groups', groupSchema).map((group) => [group.id, group]));
    this.#messages = Map.groupBy(store.load('messages', messageSchema), (message) => message.groupId);
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  watchSessions(watcher: SessionWatcher): void {
    this.#sessionWatchers.push(watcher);
  }

  get isEmpty(): boolean {
    return this.#numbers.size === 0 && this.#groups.size === 0;
  }

  /** Numbers first, since members may be named by their instance id. @throws {z.ZodError} naming each wrong field */
  seed(seed: WorldSeed): void {
    const { numbers, groups } = worldSeedSchema.parse(seed);
    for (const number of numbers) this.addNumber(number);
    for (const group of groups) this.addGroup(group);
  }

  /** Adds a number, or replaces the one with this instance id. */
  addNumber(input: NewNumber): SandboxNumber {
    return this.#saveNumber(makeNumber(input));
  }

  /** @throws {AlreadyInSandbox} */
  addGroup(input: NewGroup): SandboxGroup {
    const group = makeGroup(input, (instanceId) => this.number(instanceId));
    if (this.#groups.has(group.id)) throw new AlreadyInSandbox(`The sandbox already has the group ${group.id}.`);
    return this.#saveGroup(group);
  }

  setWebhook(instanceId: string, webhook: Partial<WebhookTarget>): SandboxNumber {
    const number = this.number(instanceId);
    return this.#saveNumber({ ...number, webhook: { ...number.webhook, ...webhook } });
  }

  setSessionStatus(instanceId: string, status: SessionStatus): SandboxNumber {
    const before = this.number(instanceId);
    const number = this.#saveNumber({ ...before, status });
    if (before.status !== status) for (const watcher of this.#sessionWatchers) watcher(number, before.status);
    return number;
  }

  /** Changes a group's settings, by nobody's hand. @throws {NotInSandbox} */
  changeGroup(groupId: string, changes: Partial<GroupSettings>): SandboxGroup {
    return this.#saveGroup({ ...this.group(groupId), ...changes });
  }

  numbers(): SandboxNumber[] {
    return [...this.#numbers.values()];
  }

  /** @throws {NotInSandbox} */
  number(instanceId: string): SandboxNumber {
    const number = this.#numbers.get(instanceId);
    if (!number) {
      const known = [...this.#numbers.keys()].join(', ') || 'none';
      throw new NotInSandbox(`The sandbox has no number "${instanceId}". Its numbers: ${known}.`);
    }
    return number;
  }

  groups(): SandboxGroup[] {
    return [...this.#groups.values()];
  }

  findGroup(groupId: string): SandboxGroup | undefined {
    return this.#groups.get(groupId);
  }

  /** @throws {NotInSandbox} */
  group(groupId: string): SandboxGroup {
    const group = this.#groups.get(groupId);
    if (!group) throw new NotInSandbox(`The sandbox has no group ${groupId}; add it with POST /_sandbox/groups.`);
    return group;
  }

  /** What was said in a group, oldest first. */
  messages(groupId: string): Message[] {
    return [...(this.#messages.get(groupId) ?? [])];
  }

  /** Lets a person do something by WhatsApp's rules; journaled as an `act`. */
  act(groupId: string, act: Act): Outcome {
    const group = this.group(groupId);
    const outcome = outcomeOf(act, group);
    const seq = this.#journal.add({ kind: 'act', operation: act.act, groupId, status: 200 });
    this.commit(outcome, seq);
    return outcome;
  }

  /** Writes down an outcome together with its journal entry, in one transaction, then tells the watchers. */
  commit(outcome: Outcome, seq: number): void {
    if (outcome.effect === 'none') {
      const repeated = outcome.why === 'already-said' ? { messageId: outcome.message.stanzaId } : {};
      this.#journal.note(seq, { detail: outcome.why, ...repeated });
      return;
    }
    const before = this.group(outcome.group.id);
    this.#store.transaction(() => {
      if (outcome.effect === 'said') this.#saveMessage(outcome.message);
      else this.#saveGroup(outcome.group);
      this.#journal.note(seq, noteOf(outcome));
    });
    for (const watcher of this.#watchers) watcher(outcome, before);
    if (outcome.effect === 'left' && before.community === 'parent')
      this.#leaveSubGroups(before.id, outcome.who.phoneId);
  }

  /** Who leaves a community's parent is out of its groups, too. */
  #leaveSubGroups(parentId: string, phoneId: string): void {
    for (const { id, members, ...sub } of this.groups()) {
      if (sub.parentId !== parentId || !members.some((member) => member.phoneId === phoneId)) continue;
      this.act(id, { act: 'leave', by: phoneId });
    }
  }

  #saveNumber(number: SandboxNumber): SandboxNumber {
    this.#store.put('numbers', number.instanceId, number);
    this.#numbers.set(number.instanceId, number);
    return number;
  }

  #saveGroup(group: SandboxGroup): SandboxGroup {
    this.#store.put('groups', group.id, group);
    this.#groups.set(group.id, group);
    return group;
  }

  #saveMessage(message: Message): void {
    this.#store.put('messages', `${message.groupId}/${message.author}/${message.stanzaId}`, message);
    this.#messages.set(message.groupId, [...this.messages(message.groupId), message]);
  }
}

function noteOf(happening: Happening) {
  if (happening.effect === 'said') return { effect: happening.effect, messageId: happening.message.stanzaId };
  if (happening.effect === 'left' && happening.successor) {
    return { effect: happening.effect, detail: 'network-succession' as const };
  }
  return { effect: happening.effect };
}
