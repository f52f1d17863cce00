import { WorkflowUpdateFailedError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { exitStage } from '../../workflows/search-attributes.ts';
import { cancelExitSignal, decideUpdate, type Decision, type Hold } from '../../workflows/messages.ts';
import { door, facts, failingFirst, failure, outByReading, script, type Script } from './scripted.ts';
import { step, tell, type Story } from './story.ts';

const nobodyThere = { ...facts, successors: { configured: 2 } };

function withoutSuccessor(overrides = {}): Script {
  return script({
    preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: nobodyThere }),
    ...overrides,
  });
}

async function held(story: Story): Promise<Hold> {
  const { hold } = await story.until((progress) => progress.hold !== undefined);
  if (!hold) throw new Error('not held');
  return hold;
}

function decide({ handle }: Story, decision: Partial<Decision>): Promise<Hold> {
  return handle.executeUpdate(decideUpdate, { args: [{ decidedBy: 'ana', ...decision } as Decision] });
}

async function refusalOf(decision: Promise<unknown>): Promise<{ type?: string | null; message: string }> {
  const error = await decision.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw new Error(`not refused: ${String(error)}`);
  return error.cause as { type?: string | null; message: string };
}

test('the only admin without a successor present is held, and everything but the goodbye is said of it', async () => {
  const scripted = withoutSuccessor();
  await tell(scripted, async (story) => {
    const hold = await held(story);
    expect(hold).toMatchObject({ kind: 'no-successor', choices: ['appoint', 'retry', 'leave-anyway', 'abandon'] });
    expect(hold.question).toContain('none of the 2 successors is in the group');
    const { typedSearchAttributes } = await story.handle.describe();
    expect(typedSearchAttributes.get(exitStage)).toBe('hold');
    expect(scripted.calls).not.toContain('sayGoodbye');
    await decide(story, { action: 'abandon' });
    expect(await story.receipt()).toMatchObject({
      outcome: 'abandoned',
      code: 'no-successor',
      holds: [{ kind: 'no-successor', decision: { action: 'abandon', decidedBy: 'ana' } }],
    });
  });
});

test('an appointed successor is promoted before anybody on the list', async () => {
  const ranked: string[][] = [];
  const scripted = withoutSuccessor({
    promoteSuccessor: async ({ successors }: { successors: string[] }) => {
      ranked.push(successors);
      return { kind: 'read-back', what: 'successor 1 of the list is admin' };
    },
  });
  await tell(scripted, async (story) => {
    await held(story);
    await decide(story, { action: 'appoint', successor: '491510000009@c.us' });
    expect((await story.receipt()).outcome).toBe('left');
  });
  expect(ranked).toEqual([['491510000009@c.us', '491510000001@c.us', '491510000002@c.us']]);
});

test('a person who is not in the group cannot be appointed, and the exit stays on hold', async () => {
  const checkSuccessor = async (): Promise<never> => {
    throw failure('SuccessorNotInGroup', 'successor: that person is not in the group', 'successor-not-in-group');
  };
  await tell(withoutSuccessor({ checkSuccessor }), async (story) => {
    await held(story);
    const refusal = await refusalOf(decide(story, { action: 'appoint', successor: '491510000009@c.us' }));
    expect(refusal).toMatchObject({ type: 'SuccessorNotInGroup' });
    expect((await story.progress()).hold?.kind).toBe('no-successor');
    await decide(story, { action: 'abandon' });
    await story.receipt();
  });
});

test.each([
  [{ action: 'retry-harder' }, 'ChoiceNotOffered', 'action'],
  [{ action: 'abandon', decidedBy: '' }, 'InvalidDecision', 'decidedBy'],
  [{ action: 'abandon', decidedBy: '+49 170 1234567' }, 'InvalidDecision', 'decidedBy'],
  [{ action: 'abandon', decidedBy: 'ana, +49 170 1234567' }, 'InvalidDecision', 'decidedBy'],
  [{ action: 'appoint' }, 'InvalidDecision', 'successor'],
  [{ action: 'appoint', successor: 'ana' }, 'InvalidDecision', 'successor'],
])('a decision that makes no sense is refused by name: %j', async (decision, type, field) => {
  await tell(withoutSuccessor(), async (story) => {
    await held(story);
    const refusal = await refusalOf(decide(story, decision as Partial<Decision>));
    expect(refusal).toMatchObject({ type, message: expect.stringContaining(`${field}:`) });
    await decide(story, { action: 'abandon' });
    await story.receipt();
  });
});

test('a second decision on the same hold is told that it comes too late', async () => {
  const check = door();
  await tell(withoutSuccessor({ checkSuccessor: check.pass }), async (story) => {
    await held(story);
    const slow = refusalOf(decide(story, { action: 'appoint', successor: '491510000009@c.us' }));
    await check.reached;
    await decide(story, { action: 'leave-anyway' });
    check.open();
    expect(await slow).toMatchObject({ type: 'NotHeld' });
    const receipt = await story.receipt();
    expect(step(receipt, 'successor')).toMatchObject({ outcome: 'skipped', code: 'leave-anyway' });
    expect(receipt.outcome).toBe('left');
  });
});

test('without a decision by the deadline the exit ends as held, and the group never heard a goodbye', async () => {
  const scripted = withoutSuccessor();
  await tell(
    scripted,
    async (story) => expect(await story.receipt()).toMatchObject({ outcome: 'held', code: 'no-successor' }),
    {
      holdDeadlineMs: 3 * 24 * 3_600_000,
    },
  );
  const done = scripted.calls.filter((name) => !name.endsWith('Hold'));
  expect(done).toEqual(['askTurn', 'preFlight', 'saveInviteCode', 'setClosingDescription', 'saveReceipt']);
});

test("onNoSuccessor 'leave' leaves without asking", async () => {
  const scripted = withoutSuccessor();
  await tell(scripted, async (story) => expect((await story.receipt()).outcome).toBe('left'), {
    onNoSuccessor: 'leave',
  });
  expect(scripted.calls).not.toContain('promoteSuccessor');
});

test('a promotion that is never read back is held; retry tries it again', async () => {
  const promoteSuccessor = failingFirst(
    [failure('NotReadBack', 'the group does not show the admin', 'not-promoted')],
    async () => ({
      kind: 'read-back' as const,
      what: 'successor 1 of the list is admin',
    }),
  );
  await tell(script({ promoteSuccessor }), async (story) => {
    expect((await held(story)).kind).toBe('promotion-failed');
    await decide(story, { action: 'retry' });
    const receipt = await story.receipt();
    expect(step(receipt, 'successor').outcome).toBe('done');
    expect(receipt.outcome).toBe('left');
  });
});

test.each(['parent', 'announcement'] as const)(
  'a community %s group is held unless the request allows it',
  async (community) => {
    const overrides = {
      preFlight: async ({ exitId }: { exitId: string }) => ({
        kind: 'member' as const,
        exitId,
        leaving: false,
        facts: { ...facts, community },
      }),
    };
    const scripted = script(overrides);
    await tell(scripted, async (story) => {
      expect(await held(story)).toMatchObject({ kind: 'community-group', choices: ['leave-anyway', 'abandon'] });
      expect(scripted.calls.filter((name) => !name.endsWith('Hold'))).toEqual(['askTurn', 'preFlight']);
      await decide(story, { action: 'leave-anyway' });
      expect((await story.receipt()).outcome).toBe('left');
    });
    await tell(script(overrides), async (story) => expect((await story.receipt()).holds).toEqual([]), {
      allowCommunity: true,
    });
  },
);

test('a restricted number is held wherever it happens, and goes on when a person says so', async () => {
  const restricted = failure('NumberRestricted', 'the session of sales is SCAN_QR_CODE: log in again', 'logged-out');
  const saveInviteCode = failingFirst([restricted], async () => ({ saved: true }));
  await tell(script({ saveInviteCode }), async (story) => {
    expect(await held(story)).toMatchObject({
      kind: 'number-restricted',
      question: expect.stringContaining('log in again'),
    });
    await decide(story, { action: 'retry' });
    expect((await story.receipt()).outcome).toBe('left');
  });
});

test('a key or token that the gateway refuses is named as such: the number itself is all right', async () => {
  const refused = failure('NumberRestricted', 'the gateway refuses our key or token', 'unauthorized');
  const preFlight = failingFirst([refused], script().activities.preFlight);
  await tell(script({ preFlight }), async (story) => {
    expect(await held(story)).toMatchObject({
      kind: 'credentials-refused',
      question: expect.stringContaining('key or token'),
      choices: ['retry', 'abandon'],
    });
    await decide(story, { action: 'retry' });
    expect((await story.receipt()).outcome).toBe('left');
  });
});

test('a membership that stays unclear is for a person, never taken for "not a member"', async () => {
  const unclear = failure('MembershipUnclear', 'membership is unclear: our own LID is unknown', 'own-lid-unknown');
  const scripted = script({ preFlight: async () => Promise.reject(unclear) });
  await tell(scripted, async (story) => {
    expect((await held(story)).kind).toBe('pre-flight-failed');
    await decide(story, { action: 'abandon' });
    expect((await story.receipt()).outcome).toBe('abandoned');
  });
  expect(scripted.calls).not.toContain('markWithdrawn');
});

test('a refused goodbye is held before anything irreversible; leaving anyway is recorded with its reason', async () => {
  const refuse = async (): Promise<never> => Promise.reject(failure('GatewayFinal', 'forbidden', 'forbidden'));
  await tell(script({ sayGoodbye: refuse }), async (story) => {
    expect((await held(story)).kind).toBe('goodbye-failed');
    await decide(story, { action: 'leave-anyway' });
    const receipt = await story.receipt();
    expect(step(receipt, 'goodbye')).toMatchObject({
      outcome: 'skipped',
      detail: expect.stringContaining('ana decided'),
    });
    expect(receipt.outcome).toBe('left');
  });
});

test('a goodbye that nobody can look up is held as unknown, past the point of no return', async () => {
  const unknown = async (): Promise<never> =>
    Promise.reject(failure('UnknownOutcome', 'no reading is to be had', 'timeout'));
  const scripted = script({ sayGoodbye: unknown });
  await tell(scripted, async (story) => {
    expect((await held(story)).kind).toBe('goodbye-unknown');
    await story.handle.cancel();
    expect((await story.progress()).hold?.kind).toBe('goodbye-unknown');
    await decide(story, { action: 'leave-anyway' });
    const receipt = await story.receipt();
    expect(step(receipt, 'goodbye').outcome).toBe('unknown');
    expect(receipt.outcome).toBe('left');
  });
});

test('a refused leave is held; retry asks again', async () => {
  const leaveGroup = failingFirst(
    [failure('GatewayFinal', 'not allowed', 'not-allowed')],
    script().activities.leaveGroup,
  );
  await tell(script({ leaveGroup }), async (story) => {
    expect(await held(story)).toMatchObject({ kind: 'leave-failed', choices: ['retry', 'abandon'] });
    await decide(story, { action: 'retry' });
    expect((await story.receipt()).outcome).toBe('left');
  });
});

test.each([
  [{ kind: 'in' }, 'abandoned', 'markActive'],
  [{ kind: 'unclear', why: 'the session is down' }, 'abandoned', undefined],
  [{ kind: 'out', evidence: { kind: 'reading', sources: ['a', 'b'], readAt: 'now' } }, 'already-out', 'markWithdrawn'],
] as const)(
  'abandoned after the goodbye, the row says what a reading says: %j',
  async (whereabouts, outcome, bookkeeping) => {
    const scripted = script({
      leaveGroup: async () => Promise.reject(failure('GatewayFinal', 'not allowed', 'not-allowed')),
      readWhetherOut: async () => ({ ...whereabouts }) as never,
    });
    await tell(scripted, async (story) => {
      await held(story);
      await decide(story, { action: 'abandon' });
      expect((await story.receipt()).outcome).toBe(outcome);
    });
    const written = scripted.calls.filter((name) => name.startsWith('mark'));
    expect(written).toEqual(bookkeeping ? [bookkeeping] : []);
  },
);

test('a number that is refused at the goodbye, which surely was not said, can still be cancelled', async () => {
  const restricted = failure('NumberRestricted', 'HTTP 401: check the token', 'unauthorized');
  const scripted = script({ sayGoodbye: async () => Promise.reject(restricted) });
  await tell(scripted, async (story) => {
    await held(story);
    await story.handle.signal(cancelExitSignal);
    expect((await story.receipt()).outcome).toBe('cancelled');
  });
  expect(scripted.calls).not.toContain('readWhetherOut');
});

test('a number that is refused while a goodbye is in doubt cannot be cancelled, and abandoning reads where it stands', async () => {
  const restricted = failure('NumberRestricted', 'HTTP 401: check the token', 'unauthorized', undefined, true);
  const scripted = script({ sayGoodbye: async () => Promise.reject(restricted) });
  await tell(scripted, async (story) => {
    await held(story);
    await story.handle.signal(cancelExitSignal);
    expect((await story.progress()).hold?.kind).toBe('credentials-refused');
    await decide(story, { action: 'abandon' });
    expect((await story.receipt()).outcome).toBe('abandoned');
  });
  expect(scripted.calls).toContain('markActive');
});

test('a community without a successor present asks both questions before it leaves', async () => {
  const both = { ...nobodyThere, community: 'parent' as const };
  const scripted = script({
    preFlight: async ({ exitId }) => ({ kind: 'member', exitId, leaving: false, facts: both }),
  });
  await tell(scripted, async (story) => {
    expect((await held(story)).kind).toBe('community-group');
    await decide(story, { action: 'leave-anyway' });
    await story.until((progress) => progress.hold?.kind === 'no-successor');
    await decide(story, { action: 'leave-anyway' });
    expect((await story.receipt()).holds.map(({ kind }) => kind)).toEqual(['community-group', 'no-successor']);
  });
});

test('a goodbye that is refused because somebody has removed us ends as already out', async () => {
  const preFlight = script().activities.preFlight;
  let looks = 0;
  const scripted = script({
    preFlight: async (input) =>
      looks++ === 0
        ? preFlight(input)
        : { kind: 'not-a-member', exitId: input.exitId, leaving: false, evidence: outByReading },
    sayGoodbye: async () => Promise.reject(failure('NotAMember', 'not in the group', 'not-found')),
  });
  await tell(scripted, async (story) => expect((await story.receipt()).outcome).toBe('already-out'));
  expect(scripted.calls).not.toContain('leaveGroup');
});

test('the Temporal UI shows a decision that can be sent as it stands', async () => {
  await tell(withoutSuccessor(), async (story) => {
    await held(story);
    const { currentDetails = '' } = await story.handle.query<{ currentDetails?: string }>(
      '__temporal_workflow_metadata',
    );
    const [, example = ''] = /such as `([^`]+)`/.exec(currentDetails) ?? [];
    expect(JSON.parse(example)).toEqual({ action: 'retry', decidedBy: 'your name' });
    await decide(story, { action: 'abandon' });
    await story.receipt();
  });
});

test('a hold asks in one sentence, whoever wrote it', async () => {
  const preFlight = async () => Promise.reject(failure('MembershipUnclear', 'The sources do not agree. Look again.'));
  await tell(script({ preFlight }), async (story) => {
    expect((await story.until(({ hold }) => hold !== undefined)).hold?.question).toBe(
      'The sources do not agree. Look again',
    );
    await decide(story, { action: 'abandon' });
    await story.receipt();
  });
});
