import { expect, test } from 'vitest';

import { cancelExitSignal, pauseSignal, resumeSignal } from '../../workflows/messages.ts';
import { door, facts, failingFirst, failure, script, type Script } from './scripted.ts';
import { step, tell, type Story } from './story.ts';

const beforeGoodbye = ['preFlight', 'saveInviteCode', 'setClosingDescription', 'promoteSuccessor'] as const;
const fromGoodbyeOn = ['sayGoodbye', 'leaveGroup'] as const;

/** A script in which one activity waits until the story lets it go on. */
function stoppedAt(name: keyof Script['activities']): Script & { reached: Promise<void>; open: () => void } {
  const { reached, open, pass } = door();
  const original = script().activities[name] as (input: never) => Promise<unknown>;
  const waiting = async (input: never): Promise<unknown> => {
    await pass();
    return original(input);
  };
  return { ...script({ [name]: waiting }), reached, open };
}

const asks: Record<string, (story: Story) => Promise<void>> = {
  'the signal cancelExit': ({ handle }) => handle.signal(cancelExitSignal),
  "Temporal's own cancel": async ({ handle }) => void (await handle.cancel()),
};

for (const [by, cancel] of Object.entries(asks)) {
  test.each(beforeGoodbye)(`${by} during %s ends the exit before the goodbye, with a receipt`, async (name) => {
    const scripted = stoppedAt(name);
    await tell(scripted, async (story) => {
      await scripted.reached;
      await cancel(story);
      scripted.open();
      expect(await story.receipt()).toMatchObject({ outcome: 'cancelled', code: 'cancel-requested' });
      expect((await story.handle.describe()).status.name).toBe('COMPLETED');
    });
    expect(scripted.calls).not.toContain('sayGoodbye');
    expect(scripted.receipts).toHaveLength(1);
  });

  test.each(fromGoodbyeOn)(
    `${by} during %s comes too late: the exit is finished and the books are right`,
    async (name) => {
      const scripted = stoppedAt(name);
      await tell(scripted, async (story) => {
        await scripted.reached;
        await cancel(story);
        scripted.open();
        expect((await story.receipt()).outcome).toBe('left');
      });
      expect(scripted.calls).toContain('markWithdrawn');
    },
  );
}

test.each(beforeGoodbye)('a pause during %s stops before the next step until it is resumed', async (name) => {
  const scripted = stoppedAt(name);
  await tell(scripted, async (story) => {
    await scripted.reached;
    await story.handle.signal(pauseSignal);
    scripted.open();
    const { paused, waitingFor } = await story.until((progress) => progress.waitingFor !== undefined);
    expect({ paused, waitingFor }).toMatchObject({ paused: true, waitingFor: expect.stringContaining('resume') });
    expect(scripted.calls.at(-1)).toBe(name);
    await story.handle.signal(resumeSignal);
    expect((await story.receipt()).outcome).toBe('left');
  });
});

test.each(fromGoodbyeOn)('a pause during %s waits for nothing: the exit is finished', async (name) => {
  const scripted = stoppedAt(name);
  await tell(scripted, async (story) => {
    await scripted.reached;
    await story.handle.signal(pauseSignal);
    scripted.open();
    expect((await story.receipt()).outcome).toBe('left');
  });
});

test('a paused exit can be cancelled', async () => {
  const scripted = stoppedAt('preFlight');
  await tell(scripted, async (story) => {
    await scripted.reached;
    await story.handle.signal(pauseSignal);
    await story.handle.signal(cancelExitSignal);
    scripted.open();
    expect((await story.receipt()).outcome).toBe('cancelled');
  });
});

test('after a long pause the group is looked at again before anything irreversible', async () => {
  const scripted = stoppedAt('promoteSuccessor');
  await tell(scripted, async (story) => {
    await scripted.reached;
    await story.handle.signal(pauseSignal);
    scripted.open();
    await story.until((progress) => progress.waitingFor !== undefined);
    await story.environment.sleep('3 hours');
    await story.handle.signal(resumeSignal);
    const receipt = await story.receipt();
    expect(receipt.outcome).toBe('left');
    expect(receipt.steps.filter((record) => record.step === 'pre-flight')).toHaveLength(1);
  });
  const upToGoodbye = scripted.calls.slice(0, scripted.calls.indexOf('sayGoodbye'));
  expect(upToGoodbye).toEqual(['askTurn', ...beforeGoodbye, ...beforeGoodbye]);
});

test('"not now" is waited out as long as the gateway asked, and the progress says why', async () => {
  const halfAnHour = failure('GatewayRetry', 'the gateway limits the rate.', 'rate-overlimit', 1_800_000);
  const saveInviteCode = failingFirst([halfAnHour], async () => ({ saved: true }));
  await tell(script({ saveInviteCode }), async (story) => {
    const startedMs = await story.environment.currentTimeMs();
    const { waitingFor } = await story.until((progress) => progress.waitingFor !== undefined);
    expect(waitingFor).toContain('the gateway limits the rate. Next try at ');
    expect(step(await story.receipt(), 'invite-code').outcome).toBe('done');
    const { closeTime } = await story.handle.describe();
    expect((closeTime?.getTime() ?? 0) - startedMs).toBeGreaterThanOrEqual(1_800_000);
  });
});

test('a cancel is heard while "not now" is waited out, also at a goodbye that surely was not said', async () => {
  for (const name of ['saveInviteCode', 'sayGoodbye'] as const) {
    const later = failure('GatewayRetry', 'the gateway limits the rate', 'rate-overlimit', 86_400_000);
    const scripted = script({ [name]: async () => Promise.reject(later) });
    await tell(scripted, async (story) => {
      await story.until((progress) => progress.waitingFor !== undefined);
      await story.handle.signal(cancelExitSignal);
      expect((await story.receipt()).outcome).toBe('cancelled');
    });
  }
});

test('a group that became announce-only during a long pause hears no goodbye', async () => {
  const member = { ...facts, admin: false, onlyAdmin: false, successors: { configured: 0 } };
  let looks = 0;
  const scripted = script({
    preFlight: async ({ exitId }) => ({
      kind: 'member',
      exitId,
      leaving: false,
      facts: { ...member, announceOnly: looks++ > 0 },
    }),
    setClosingDescription: async () => {
      await closing.pass();
      return 'set';
    },
  });
  const closing = door();
  await tell(scripted, async (story) => {
    await closing.reached;
    await story.handle.signal(pauseSignal);
    closing.open();
    await story.until((progress) => progress.waitingFor !== undefined);
    await story.environment.sleep('3 hours');
    await story.handle.signal(resumeSignal);
    expect(step(await story.receipt(), 'goodbye')).toMatchObject({ outcome: 'skipped', code: 'announce-only' });
  });
});

test('a gateway that asks for years is asked again after a day', async () => {
  const forYears = failure('GatewayRetry', 'the gateway limits the rate', 'rate-overlimit', 2_000_000_000_000);
  const scripted = script({ saveInviteCode: failingFirst([forYears], async () => ({ saved: true })) });
  await tell(scripted, async (story) => {
    const startedMs = await story.environment.currentTimeMs();
    expect((await story.receipt()).outcome).toBe('left');
    const { closeTime } = await story.handle.describe();
    expect((closeTime?.getTime() ?? 0) - startedMs).toBeLessThan(2 * 86_400_000);
  });
});

test('a pause is told beside a hold only while it still may act', async () => {
  const told: boolean[] = [];
  for (const name of ['preFlight', 'leaveGroup'] as const) {
    const scripted = script({ [name]: async () => Promise.reject(failure('GatewayFinal', 'refused')) });
    await tell(scripted, async (story) => {
      await story.until(({ hold }) => hold !== undefined);
      await story.handle.signal(pauseSignal);
      const { paused } = await story.progress();
      const { currentDetails } = await story.handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
      expect(currentDetails?.includes('It is paused too')).toBe(paused);
      told.push(paused);
    });
  }
  expect(told).toEqual([true, false]);
});
