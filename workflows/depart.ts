import { CancellationScope, condition, patched, sleep } from '@temporalio/workflow';
import type { Departure } from '../activities/leave-group.ts';
import type { Evidence, OddAnswer } from '../activities/receipt.ts';
import { effects, readings } from './activity-proxies.ts';
import { books, untilDone } from './books.ts';
import { awaitConfirmation, eventEvidence, type Confirmation } from './confirmation.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { gate } from './gate.ts';
import { persist, persistEffect, type Refresh } from './persist.ts';
import type { DepartureSeen } from './messages.ts';
import { giveBackTurn } from './turns.ts';

/** A gateway that accepts leaves without leaving is asked this often before a person is. */
const MOST_REQUESTS_UNASKED = 3;
/** How long an answer may take once an event has proven the departure. */
const ANSWER_AFTER_PROOF = '30 seconds';

/** 8 and 9. Leaves, and proves it. @returns the proof */
export async function leaveAndConfirm(exit: Exit, refresh: Refresh): Promise<Evidence> {
  for (let request = 1; ;) {
    const departure = await leave(exit, request, refresh);
    exit.begin('confirmation');
    if (departure.evidence.kind !== 'accepted' && !departure.toBeConfirmed) return proven(exit, departure.evidence);
    const confirmation = await awaitConfirmation(exit, departure.requestedAtMs);
    if (confirmation.kind === 'proven') return proven(exit, confirmation.evidence);
    if (confirmation.kind === 'unproven' || request >= MOST_REQUESTS_UNASKED) await askAboutProof(exit, confirmation);
    const out = await readWhetherOut(exit);
    if (out === 'in') request++;
    else if (out) return proven(exit, out);
  }
}

async function leave(exit: Exit, request: number, refresh: Refresh): Promise<Departure> {
  for (let retries = 0; ; retries++) {
    const left = await persistEffect(exit, refresh, () => {
      exit.begin('leave');
      exit.requestLeave();
      return requestOrProof(exit, request, retries);
    });
    if (left.value) {
      const code = request === 1 ? undefined : `request-${request}`;
      exit.record({ outcome: 'done', code, evidence: left.value.evidence });
      await giveBackTurn(exit);
      return left.value;
    }
    if (left.failure?.type === 'GatewayFinal' && !left.failure.inDoubt) exit.takeBackRequest(request);
    const question = `the leave failed: ${left.failure?.message}`;
    await askPerson(exit, { kind: 'leave-failed', question });
  }
}

/** Asks to leave. Where the answer stays away, an event about our own departure is worth as much. */
async function requestOrProof(exit: Exit, request: number, retries: number): Promise<Departure> {
  if (exit.proof) return provenBy(exit, exit.proof, request);
  const scope = new CancellationScope();
  const summary = request === 1 ? 'Leave' : `Leave, request ${request}`;
  const input = { ...exit.group, exitId: exit.exitId, request, retries };
  const answered = scope.run(() => effects.leaveGroup.executeWithOptions({ summary }, [input]));
  const told = provenWithoutAnswer(exit, answered);
  const first = await Promise.race([answered, told]);
  if (first) return first;
  scope.cancel();
  await answered.catch(() => 'the proof stands, whatever the request came to');
  if (!exit.proof) throw new Error('a proof has gone');
  return provenBy(exit, exit.proof, request);
}

async function provenBy(exit: Exit, proof: DepartureSeen, request: number): Promise<Departure> {
  const { leaveRequestedAtMs = 0 } = exit;
  const evidence = { ...eventEvidence(proof), ...(await oddAnswer(exit, request)) };
  return { evidence, requestedAtMs: leaveRequestedAtMs };
}

/** The attempts that an event has ended tell nothing any more; what they were answered is in the books. */
async function oddAnswer(exit: Exit, request: number): Promise<OddAnswer> {
  // Exits that were past this point before the books kept answers go on without.
  if (!patched('answer-beside-event')) return {};
  return untilDone(exit, 'looking up the answer to the leave', () =>
    books.answerToLeave({ exitId: exit.exitId, request }),
  );
}

async function provenWithoutAnswer(exit: Exit, answered: Promise<Departure>): Promise<undefined> {
  let isAnswered = false;
  const over = () => {
    isAnswered = true;
  };
  answered.then(over, over);
  await condition(() => exit.isProven || isAnswered);
  if (!isAnswered) await sleep(ANSWER_AFTER_PROOF, { summary: 'Proven by a webhook; the answer is still awaited' });
}

function proven(exit: Exit, evidence: Evidence): Evidence {
  exit.record({ outcome: 'done', code: evidence.kind === 'event' ? 'webhook' : 'reading', evidence });
  return evidence;
}

async function askAboutProof(exit: Exit, confirmation: Exclude<Confirmation, { kind: 'proven' }>): Promise<void> {
  const why =
    confirmation.kind === 'still-in'
      ? 'the gateway accepted every request to leave, but the group still lists us'
      : confirmation.why;
  const question = `the departure is not proven: ${why}`;
  await askPerson(exit, { kind: 'departure-unproven', question });
}

/** A leave is repeated only after a reading that we are still in. */
async function readWhetherOut(exit: Exit): Promise<'in' | Evidence | undefined> {
  if (exit.proof) return eventEvidence(exit.proof);
  const read = await persist(exit, () => readings.readWhetherOut(exit.group), gate);
  if (read.failure || read.value.kind === 'unclear') return undefined;
  if (read.value.kind === 'out') {
    const absence = exit.absences.note(read.value);
    return absence.kind === 'proven' ? absence.evidence : undefined;
  }
  exit.absences.forget();
  return 'in';
}
