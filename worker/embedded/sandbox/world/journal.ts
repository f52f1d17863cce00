import type { Effect, Refusal } from './rules.ts';
import type { Store } from './store.ts';
import type { GatewayName } from './types.ts';

/**
 * - `call`: an HTTP call that reached a gateway
 * - `webhook`: one attempt to deliver an event
 * - `act`: something a person did, through `World` or `/_sandbox`
 */
export type EntryKind = 'call' | 'webhook' | 'act';

/** One line of the world's journal. Never a token, an invite code or a text. */
export interface JournalEntry {
  seq: number;
  atMs: number;
  kind: EntryKind;
  gateway?: GatewayName;
  /** Absent where the caller could not say who it is. */
  instanceId?: string;
  /** The call's or act's name, or the event's. */
  operation: string;
  groupId?: string;
  effect: Effect;
  /** Why there was no effect, or `network-succession` where WhatsApp had to choose a new admin. */
  detail?: Refusal | 'already-said' | 'network-succession' | 'withheld';
  /** Stanza id of the message that was said, or said before. */
  messageId?: string;
  /** HTTP status answered (for webhooks: by the worker). `null` while under way. */
  status: number | 'reset' | 'never-answered' | 'unreachable' | null;
  /** The fault that had a hand in it. */
  fault?: string;
  /** Of a webhook: the event's id, the same over retries and doubles. */
  eventId?: string;
}

const FILTER_FIELDS = ['kind', 'instanceId', 'operation', 'groupId', 'effect', 'eventId', 'fault'] as const;

export interface JournalFilter extends Partial<Pick<JournalEntry, (typeof FILTER_FIELDS)[number]>> {
  /** Only entries with a greater `seq`. */
  after?: number;
}

type NewEntry = Omit<JournalEntry, 'seq' | 'atMs' | 'effect' | 'status'> & Partial<Pick<JournalEntry, 'status'>>;

/**
 * Everything that reached the world, in order of arrival, with what came of it. Entries are only ever added; a new one's
 * effect and status are filled in as they happen, so a call under way can be seen.
 */
export class Journal {
  readonly #store: Store;
  readonly #entries: JournalEntry[];

  constructor(store: Store) {
    this.#store = store;
    this.#entries = store.load<JournalEntry>('journal');
  }

  /** @returns the new entry's `seq` */
  add(entry: NewEntry): number {
    const seq = this.#entries.length + 1;
    this.#entries.push({ status: null, ...entry, seq, atMs: Date.now(), effect: 'none' });
    this.#save(seq);
    return seq;
  }

  /** Fills in what came of an entry. */
  note(seq: number, what: Partial<Omit<JournalEntry, 'seq' | 'atMs' | 'kind'>>): void {
    const entry = this.#entries[seq - 1];
    if (!entry) throw new Error(`The journal has no entry ${seq}: notes can only be made on what add() returned.`);
    Object.assign(entry, what);
    this.#save(seq);
  }

  /** Copies of the entries that agree with every field of the filter. */
  entries(filter: JournalFilter = {}): JournalEntry[] {
    return this.#entries
      .slice(filter.after ?? 0)
      .filter((entry) => FILTER_FIELDS.every((name) => filter[name] === undefined || entry[name] === filter[name]))
      .map((entry) => ({ ...entry }));
  }

  count(filter: JournalFilter = {}): number {
    return this.entries(filter).length;
  }

  #save(seq: number): void {
    this.#store.put('journal', seq, this.#entries[seq - 1]);
  }
}
