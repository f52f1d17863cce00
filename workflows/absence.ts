import type { Evidence } from '../activities/receipt.ts';
import type { SeenOut } from '../activities/seen-out.ts';

/** The same absence, seen often enough or not. */
export type Absence = { kind: 'proven'; evidence: Evidence } | { kind: 'seen-once'; againAfterMs: number };

/** Readings without us in the group: two prove the absence when they are far enough apart and none between them says otherwise. */
export class Absences {
  #first: { atMs: number; evidence: Evidence } | undefined;

  note({ evidence, againAfterMs, afresh }: SeenOut): Absence {
    if (againAfterMs === undefined) return { kind: 'proven', evidence };
    if (!this.#first || afresh) this.#first = { atMs: Date.now(), evidence };
    const first = this.#first;
    const leftMs = first.atMs + againAfterMs - Date.now();
    if (leftMs > 0) return { kind: 'seen-once', againAfterMs: leftMs };
    return { kind: 'proven', evidence: both(first.evidence, evidence) };
  }

  /** We were seen in the group. */
  forget(): void {
    this.#first = undefined;
  }
}

function both(first: Evidence, second: Evidence): Evidence {
  return first.kind === 'reading' && second.kind === 'reading' ? { ...second, firstReadAt: first.readAt } : second;
}
