import { condition } from '@temporalio/workflow';
import type { GroupFacts } from '../activities/group-facts.ts';
import type { PreFlight } from '../activities/pre-flight.ts';
import type { Evidence } from '../activities/receipt.ts';
import { readings } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { ExitStopped } from './exit-stopped.ts';
import { persist, type Persisted } from './persist.ts';

type SeenOut = Extract<PreFlight, { kind: 'not-a-member' }>;
/** What a pre-flight comes to: an absence only with its proof. */
export type Looked = Exclude<PreFlight, SeenOut> | (Omit<SeenOut, 'againAfterMs'> & { evidence: Evidence });

/**
 * 3. Opens the exit in the books and looks at the group, a second time where we seem to be out. What stays unclear is for a person.
 * @throws ExitStopped for an unknown instance, at a gate or by a decision
 */
export async function preFlight(exit: Exit): Promise<Looked> {
  for (;;) {
    exit.begin('pre-flight');
    const look = await lookAt(exit);
    if (look.failure) {
      const { type, code, message } = look.failure;
      if (type === 'UnknownInstance') throw new ExitStopped('failed', code, message);
      await askAboutMembership(exit, message);
    } else if (look.value.kind === 'not-a-member') {
      const evidence = await proofOfAbsence(exit, look.value);
      if (evidence) return { ...look.value, evidence };
    } else {
      exit.absences.forget();
      if (look.value.kind === 'member') exit.record({ outcome: 'done', detail: told(look.value.facts) });
      return look.value;
    }
  }
}

function lookAt(exit: Exit): Promise<Persisted<PreFlight>> {
  const { clientId, reason } = exit.input;
  const input = { ...exit.group, exitId: exit.exitId, clientId, reason, successors: exit.successors };
  const summary = 'Are we in, are we admin, who is there?';
  return persist(exit, () => readings.preFlight.executeWithOptions({ summary }, [input]));
}

/**
 * Nobody has told that we left, so a gateway that says we are out may just have forgotten the group.
 * @returns nothing where it has to be looked at again
 */
async function proofOfAbsence(exit: Exit, seen: SeenOut): Promise<Evidence | undefined> {
  const event = exit.ownDeparture;
  const absence = exit.absences.note(event ? { evidence: withEvent(seen.evidence, event.eventId) } : seen);
  if (absence.kind === 'seen-once') {
    await lookAgainLater(exit, absence.againAfterMs);
    return undefined;
  }
  if (seen.oneSource && !event && exit.leaveRequestedAtMs === undefined) {
    exit.absences.forget();
    await askAboutMembership(exit, seen.unknownGroup ? UNKNOWN_GROUP : ONE_SOURCE);
    return undefined;
  }
  exit.record({ outcome: 'done', code: 'not-a-member', evidence: absence.evidence });
  return absence.evidence;
}

/** NOWEB answers a single group out of its listing (WAHA #462), and that forgets groups (WAHA #1968). */
export const ONE_SOURCE =
  'the gateway does not show the group, but its engine has one source for everything it says about groups, and no webhook told of ' +
  'a departure: look into WhatsApp itself. Retry once the group is shown again; abandon if the number is out';

/** Nothing has ever shown it: neither the gateway, nor the books from an earlier look. */
export const UNKNOWN_GROUP = 'the gateway does not know this group: check the id';

function withEvent(evidence: Evidence, eventId: string): Evidence {
  return evidence.kind === 'reading' ? { ...evidence, sources: [...evidence.sources, `event: ${eventId}`] } : evidence;
}

async function lookAgainLater(exit: Exit, waitMs: number): Promise<void> {
  const next = new Date(Date.now() + waitMs).toISOString();
  exit.waitFor(`by one reading the number is not in the group; it is looked at again at ${next}`);
  await condition(() => exit.interrupted || exit.ownDeparture !== undefined, waitMs, {
    summary: `Seen out once: looked at again at ${next}`,
  });
  exit.waitFor(undefined);
}

async function askAboutMembership(exit: Exit, question: string): Promise<void> {
  await askPerson(exit, { kind: 'pre-flight-failed', question });
}

function told({ admin, onlyAdmin, announceOnly, community }: GroupFacts): string {
  const role = onlyAdmin ? 'the only admin' : admin ? 'an admin' : 'no admin';
  return [`a member and ${role}`, announceOnly && 'announce-only', community !== 'none' && `community ${community}`]
    .filter(Boolean)
    .join(', ');
}
