import { CancellationScope, condition } from '@temporalio/workflow';
import type { Evidence } from '../activities/receipt.ts';
import { confirmation } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { stepFailure, type StepFailure } from './step-failure.ts';

/** How long the webhook has the word alone. */
const WEBHOOK_FIRST = '30 seconds';

export type Confirmation =
  | { kind: 'proven'; evidence: Evidence }
  | { kind: 'still-in' }
  | { kind: 'unproven'; why: string };

/**
 * 9. Waits for the webhook about our own departure; after half a minute, or when an event merely hints at it, membership is
 * read as well, at growing intervals for a day.
 * @param requestedAtMs when the leave was claimed: older events are about an earlier departure
 */
export async function awaitConfirmation(exit: Exit, requestedAtMs: number): Promise<Confirmation> {
  const event = () => exit.departures.since(requestedAtMs);
  const hintsBefore = exit.departures.hints;
  await condition(() => event() !== undefined || exit.departures.hints > hintsBefore, WEBHOOK_FIRST, {
    summary: 'Waiting for the webhook',
  });
  for (;;) {
    const seen = event();
    if (seen) return { kind: 'proven', evidence: eventEvidence(seen.eventId, seen.occurredAtMs) };
    const reading = await readUntil(exit, () => event() !== undefined);
    if (reading.kind === 'proven') return reading;
    if (reading.kind === 'failed') {
      const verdict = await verdictOn(exit, reading.failure);
      if (verdict) return verdict;
    }
  }
}

function eventEvidence(eventId: string, occurredAtMs: number): Evidence {
  return { kind: 'event', eventId, occurredAt: new Date(occurredAtMs).toISOString() };
}

type Reading =
  | { kind: 'proven'; evidence: Evidence }
  | { kind: 'failed'; failure: StepFailure }
  | { kind: 'interrupted' };

/** Reads membership until it proves the departure, an event does, or a new hint makes a fresh reading worthwhile. */
async function readUntil(exit: Exit, proven: () => boolean): Promise<Reading> {
  const hintsBefore = exit.departures.hints;
  const scope = new CancellationScope();
  const reading = scope
    .run(() => confirmation.confirmDeparture.executeWithOptions({ summary: 'Are we out?' }, [exit.group]))
    .then(
      (evidence): Reading => ({ kind: 'proven', evidence }),
      (error: unknown): Reading =>
        proven() || exit.departures.hints > hintsBefore
          ? { kind: 'interrupted' }
          : { kind: 'failed', failure: stepFailure(error) },
    );
  const interruption = condition(() => proven() || exit.departures.hints > hintsBefore).then((): Reading => ({
    kind: 'interrupted',
  }));
  const first = await Promise.race([reading, interruption]);
  if (first.kind === 'interrupted') {
    scope.cancel();
    await reading;
  }
  return first;
}

async function verdictOn(exit: Exit, { type, message }: StepFailure): Promise<Confirmation | undefined> {
  if (type === 'StillAMember') return { kind: 'still-in' };
  if (type !== 'NumberRestricted' && type !== 'UnknownInstance') return { kind: 'unproven', why: message };
  await askPerson(exit, { kind: 'number-restricted', question: message, choices: ['retry', 'abandon'] });
  return undefined;
}
