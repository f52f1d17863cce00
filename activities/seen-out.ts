import { Context } from '@temporalio/activity';
import type { Evidence } from './receipt.ts';
import type { MembershipReading } from './membership-reading.ts';
import type { Ports } from './ports.ts';

/**
 * One reading that we are not in the group. It proves nothing by itself: gateways forget groups and find them again (WAHA #1968),
 * and deny a membership while WhatsApp does not answer them (Green API #795).
 */
export interface SeenOut {
  evidence: Evidence;
  /**
   * A second reading has to agree, this much later at the earliest, ms. Absent in results that older versions recorded: there
   * the one reading counted.
   */
  againAfterMs?: number;
  /** The gateway answers the group out of its listing: what agrees is one source, not two. */
  oneSource?: boolean;
  /** An earlier attempt came to something else: whatever was read before does not count any more. */
  afresh?: boolean;
}

/** What a reading without us in it is worth, so far. Called within the activity that has read. */
export function seenOut(
  { sources, oneSource }: Extract<MembershipReading, { kind: 'not-a-member' }>,
  { secondReadingMs }: Pick<Ports, 'secondReadingMs'>,
): SeenOut {
  return {
    evidence: { kind: 'reading', sources, readAt: new Date().toISOString() },
    againAfterMs: secondReadingMs,
    oneSource,
    afresh: Context.current().info.attempt > 1,
  };
}
