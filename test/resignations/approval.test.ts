import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { devServer } from '../support/temporal.ts';
import { freshPlan, onStage, until } from './stage.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

const waits = { approval: 'required', requestedBy: 'crm' } as const;

test('does nothing before its plan is approved by its hash, once', async () => {
  const plan = freshPlan([{}]);
  await onStage(environment, { plan }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...waits });
    await until(run, ({ state }) => state === 'awaiting-approval');
    const foreign = run.approve({ planHash: 'another', approvedBy: 'ana' });
    await expect(foreign).rejects.toMatchObject({ name: 'ResignationRefused', type: 'ForeignHash' });
    const anonymous = run.approve({ planHash: 'hash-1', approvedBy: '+49 151 23456789' });
    await expect(anonymous).rejects.toMatchObject({ type: 'InvalidApproval' });
    expect(await run.progress()).toMatchObject({ state: 'awaiting-approval', open: 1, settled: 0 });
    const approvals = await Promise.allSettled(
      ['ana', 'bob'].map((approvedBy) => run.approve({ planHash: 'hash-1', approvedBy })),
    );
    expect(approvals.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [late] = approvals.flatMap((one) => (one.status === 'rejected' ? [one.reason as { name: string }] : []));
    expect(late).toMatchObject({ type: 'AlreadyApproved' });
    expect((await run.finished()).outcomes).toEqual({ left: 1 });
  });
});

test('can be cancelled while it waits for its approval', async () => {
  const plan = freshPlan([{}, {}]);
  await onStage(environment, { plan }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, ...waits });
    await until(run, ({ state }) => state === 'awaiting-approval');
    await run.cancel();
    expect(await run.finished()).toMatchObject({ state: 'finished', outcomes: { cancelled: 2 } });
  });
});

test('tells why a plan that was stopped is not carried out', async () => {
  const plan = { ...freshPlan([{}]), state: 'stopped' as const, hash: null };
  await onStage(environment, { plan }, async ({ exits }) => {
    const run = await exits.resign({ planId: plan.planId, approvedBy: 'ana' });
    expect(await run.finished()).toMatchObject({ state: 'stopped', open: 1 });
  });
});
