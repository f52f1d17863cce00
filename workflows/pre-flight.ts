import type { GroupFacts } from '../activities/group-facts.ts';
import type { PreFlight } from '../activities/pre-flight.ts';
import { readings } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import { ExitStopped } from './exit-stopped.ts';
import { askPerson } from './hold.ts';
import { persist } from './persist.ts';

/**
 * 3. Opens the exit in the books and looks at the group. What stays unclear is for a person.
 * @throws ExitStopped for an unknown instance, at a gate or by a decision
 */
export async function preFlight(exit: Exit): Promise<PreFlight> {
  exit.begin('pre-flight');
  const { clientId, reason } = exit.input;
  for (;;) {
    const input = { ...exit.group, exitId: exit.exitId, clientId, reason, successors: exit.successors };
    const look = await persist(exit, () =>
      readings.preFlight.executeWithOptions({ summary: 'Are we in, are we admin, who is there?' }, [input]),
    );
    if (!look.failure) {
      if (look.value.kind === 'member') exit.record({ outcome: 'done', detail: told(look.value.facts) });
      if (look.value.kind === 'not-a-member')
        exit.record({ outcome: 'done', code: 'not-a-member', evidence: look.value.evidence });
      return look.value;
    }
    const { type, code, message } = look.failure;
    if (type === 'UnknownInstance') throw new ExitStopped('failed', code, message);
    await askPerson(exit, { kind: 'pre-flight-failed', question: message, choices: ['retry', 'abandon'] });
    exit.begin('pre-flight');
  }
}

function told({ admin, onlyAdmin, announceOnly, community }: GroupFacts): string {
  const role = onlyAdmin ? 'the only admin' : admin ? 'an admin' : 'no admin';
  return [`a member and ${role}`, announceOnly && 'announce-only', community !== 'none' && `community ${community}`]
    .filter(Boolean)
    .join(', ');
}
