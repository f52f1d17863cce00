import type { Evidence, ExitOutcome } from '../activities/receipt.ts';

/** An exit that ends without its departure; caught in `groupExit`, never seen outside. */
export class ExitStopped extends Error {
  override readonly name = 'ExitStopped';
  readonly outcome: Exclude<ExitOutcome, 'left' | 'already-out'>;
  readonly code: string;

  constructor(outcome: ExitStopped['outcome'], code: string, summary: string) {
    super(summary);
    this.outcome = outcome;
    this.code = code;
  }
}

export function cancelled(): ExitStopped {
  return new ExitStopped(
    'cancelled',
    'cancel-requested',
    'cancelled before the goodbye; the number is still in the group',
  );
}

/** The pre-flight found us out of the group already; caught in `groupExit`, never seen outside. */
export class FoundOut extends Error {
  override readonly name = 'FoundOut';
  readonly evidence: Evidence;
  /** Nothing has ever shown the group: its id may be mistyped. */
  readonly unknownGroup: boolean;

  constructor({ evidence, unknownGroup = false }: { evidence: Evidence; unknownGroup?: boolean }) {
    super('two readings agree that the number is not in the group');
    this.evidence = evidence;
    this.unknownGroup = unknownGroup;
  }
}
