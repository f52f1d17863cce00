import type { Evidence } from '../activities/receipt.ts';
import { effects } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { persistEffect, type Refresh } from './persist.ts';
import type { Prepared } from './prepare.ts';
import type { StepFailure } from './step-failure.ts';

/**
 * 7. Says goodbye once, by the latest plan.
 * @param prepared what the latest pre-flight led to
 */
export async function sayGoodbye(exit: Exit, prepared: () => Prepared, refresh: Refresh): Promise<void> {
  for (let retries = 0; ; retries++) {
    await refresh();
    const { plan } = prepared();
    if (!plan.goodbye.apply) return exit.skip('goodbye', plan.goodbye.code, plan.goodbye.why);
    const said = await persistEffect(exit, refresh, () => say(exit, prepared(), retries));
    if (said.value) {
      exit.turn.noteGoodbye(Date.now());
      return exit.record({ outcome: 'done', evidence: said.value });
    }
    if (!said.failure) continue;
    // Somebody may have removed us meanwhile: the pre-flight tells.
    if (said.failure.type === 'NotAMember') await refresh({ now: true });
    if (await leavesAnyway(exit, said.failure)) return;
  }
}

/** Nothing, where the latest look says that no goodbye is to be said any more. */
function say(exit: Exit, { plan, goodbye: text }: Prepared, retries: number): Promise<Evidence> | undefined {
  if (!plan.goodbye.apply) return undefined;
  exit.begin('goodbye');
  const input = { ...exit.group, exitId: exit.exitId, text, retries };
  return effects.sayGoodbye.executeWithOptions({ summary: 'Say goodbye' }, [input]);
}

async function leavesAnyway(exit: Exit, { type, code, message, inDoubt = false }: StepFailure): Promise<boolean> {
  const refused = !inDoubt && (type === 'GatewayFinal' || type === 'NotAMember');
  const { action, decidedBy } = await askPerson(exit, {
    kind: refused ? 'goodbye-failed' : 'goodbye-unknown',
    question: refused ? `the goodbye was refused: ${message}` : `the goodbye may have been said: ${message}`,
  });
  if (action !== 'leave-anyway') return false;
  exit.begin('goodbye');
  const detail = `${decidedBy} decided to leave anyway: ${message}`;
  exit.record({ outcome: refused ? 'skipped' : 'unknown', code, detail });
  return true;
}
