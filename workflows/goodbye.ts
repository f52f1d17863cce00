import { effects } from './activity-proxies.ts';
import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import { persistEffect, type Refresh } from './persist.ts';
import type { StepPlan } from './step-policy.ts';

/** 7. Says goodbye once. */
export async function sayGoodbye(exit: Exit, plan: StepPlan, refresh: Refresh): Promise<void> {
  if (!plan.apply) return exit.skip('goodbye', plan.code, plan.why);
  const { goodbye } = exit.input;
  const input = () => ({
    ...exit.group,
    exitId: exit.exitId,
    text: goodbye.kind === 'text' ? goodbye.text : undefined,
  });
  for (;;) {
    const said = await persistEffect(exit, refresh, () => {
      exit.begin('goodbye');
      return effects.sayGoodbye.executeWithOptions({ summary: 'Say goodbye' }, [input()]);
    });
    if (!said.failure) return exit.record({ outcome: 'done', evidence: said.value });
    const { type, code, message } = said.failure;
    const failed = type === 'GatewayFinal';
    const decision = failed
      ? await askPerson(exit, {
          kind: 'goodbye-failed',
          question: `the goodbye was refused: ${message}`,
          choices: ['retry', 'leave-anyway', 'abandon'],
        })
      : await askPerson(exit, {
          kind: 'goodbye-unknown',
          question: `the goodbye may have been said: ${message}`,
          choices: ['retry', 'leave-anyway', 'abandon'],
        });
    if (decision.action !== 'leave-anyway') continue;
    exit.begin('goodbye');
    return exit.record({
      outcome: failed ? 'skipped' : 'unknown',
      code,
      detail: `${decision.decidedBy} decided to leave anyway: ${message}`,
    });
  }
}
