import { CancellationScope, condition } from '@temporalio/workflow';
import type { Evidence } from '../activities/receipt.ts';
import type { SeenOut } from '../activities/seen-out.ts';
import { confirmation } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import type { DepartureSeen } from './messages.ts';
import { askAboutNumber, needsPerson } from './number-hold.ts';
import { stepFailure, type StepFailure } from './step-failure.ts';
import { tellLane } from './tell-lane.ts';
import { turnFailure } from './turn-failure.ts';

/** How long the webhook has the word alone. */
const WEBHOOK_FIRST = '30 seconds';
/** No proof by then is for a person. */
const DEADLINE_MS = 86_400_000;
/** A hint starts the readings anew at most this often: in a busy group, others leave all the time. */
const HINT_GAP_MS = 300_000;

export type Confirmation =
  | { kind: 'proven'; evidence: Evidence }
  | { kind: 'still-in' }
  | { kind: 'unproven'; why: string };

/**
 * 9. Waits for the webhook about our own departure; after half a minute, or when an event merely hints at it, membership is
 * read as well, at growing intervals for a day, until two readings agree that we are out.
 * @param requestedAtMs when the leave was claimed: older events are about an earlier departure
 */
export async function awaitConfirmation(exit: Exit, requestedAtMs: number): Promise<Confirmation> {
  const deadlineMs = Date.now() + DEADLINE_MS;
  const event = () => exit.departures.since(requestedAtMs);
  const hintsBefore = exit.hintsBeforeLeave;
  await condition(() => event() !== undefined || exit.departures.hints > hintsBefore, WEBHOOK_FIRST, {
    summary: 'Waiting for the webhook',
  });
  // The proof may take a day: the next group need not wait for it.
  if (event() === undefined) await tellLane(exit);
  for (;;) {
    const seen = event();
    if (seen) return { kind: 'proven', evidence: eventEvidence(seen) };
    const leftMs = deadlineMs - Date.now();
    if (leftMs <= 0) return { kind: 'unproven', why: 'neither a webhook nor a reading proved it within a day' };
    const reading = await readUntil(exit, () => event() !== undefined, leftMs);
    if (reading.kind === 'out') {
      const absence = exit.absences.note(reading.seen);
      if (absence.kind === 'proven') return absence;
      const waitMs = Math.min(absence.againAfterMs, deadlineMs - Date.now());
      await condition(() => event() !== undefined, waitMs, { summary: 'Seen out once: looked at again' });
      continue;
    }
    const verdict = reading.kind === 'failed' ? await verdictOn(exit, reading.failure) : undefined;
    if (verdict) return verdict;
  }
}

export function eventEvidence({ eventId, occurredAtMs }: DepartureSeen): Evidence {
  return { kind: 'event', eventId, occurredAt: new Date(occurredAtMs).toISOString() };
}

type Reading = { kind: 'out'; seen: SeenOut } | { kind: 'failed'; failure: StepFailure } | { kind: 'interrupted' };

/** Reads membership until we are not seen in the group, an event proves the departure, or a new hint makes a fresh reading worthwhile. */
async function readUntil(exit: Exit, proven: () => boolean, leftMs: number): Promise<Reading> {
  const hintsBefore = exit.departures.hints;
  const startedMs = Date.now();
  const hinted = () => exit.departures.hints > hintsBefore && Date.now() - startedMs >= HINT_GAP_MS;
  const interrupted = () => proven() || hinted();
  const scope = new CancellationScope();
  const options = { summary: 'Are we out?', scheduleToCloseTimeout: leftMs };
  const reading = scope
    .run(() => confirmation.confirmDeparture.executeWithOptions(options, [exit.group]))
    .then(
      (seen): Reading => ({ kind: 'out', seen: 'evidence' in seen ? seen : { evidence: seen } }),
      (error: unknown): Reading =>
        interrupted() ? { kind: 'interrupted' } : { kind: 'failed', failure: stepFailure(error) },
    );
  const interruption = condition(interrupted).then((): Reading => ({ kind: 'interrupted' }));
  const first = await Promise.race([reading, interruption]);
  if (first.kind === 'interrupted') {
    scope.cancel();
    await reading;
  }
  return first;
}

async function verdictOn(exit: Exit, failure: StepFailure): Promise<Confirmation | undefined> {
  if (failure.type === 'StillAMember') {
    exit.absences.forget();
    return { kind: 'still-in' };
  }
  if (!needsPerson(exit, failure)) return { kind: 'unproven', why: failure.message };
  exit.turn.noteOutcome(Date.now(), turnFailure(failure, Date.now()));
  await askAboutNumber(exit, failure);
  return undefined;
}
