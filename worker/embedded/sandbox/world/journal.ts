import { journalEntrySchema, type JournalEntry, type JournalFilter } from './journal-entry.ts';
import type { Store } from './store.ts';

const FILTER_FIELDS = ['kind', 'instanceId', 'operation', 'groupId', 'effect', 'eventId', 'fault'] as const;

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
    this.#entries = store.load('journal', journalEntrySchema);
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
