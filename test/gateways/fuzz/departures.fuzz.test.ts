import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger } from '@temporalio/worker';
import { MockActivityEnvironment } from '@temporalio/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActivities } from '../../../activities/index.ts';
import { anInstance, portsOf } from '../../activities/scripted-gateway.ts';
import { type Example, GROUP } from '../../contracts/examples/engine-examples.ts';
import { everythingIn } from '../failures.ts';
import { runsOf } from './cases.ts';
import { oddTexts, TOKEN, withLosses } from './mutations.ts';
import { forms, type Told, toldGateway } from './told-gateway.ts';

const runs = runsOf(forms.length * 2);
const group = { instanceId: 'sales', groupId: GROUP };

/** The activities over one gateway, whose answers change, and over books that are kept. */
async function worker(first: Told) {
  let told = first;
  const gateway: ReturnType<typeof toldGateway> = {
    session: () => toldGateway(told).session(),
    group: (groupId) => toldGateway(told).group(groupId),
    listGroups: (page) => toldGateway(told).listGroups(page),
    leave: (groupId) => toldGateway(told).leave(groupId),
  };
  const activities = createActivities(await portsOf(anInstance(gateway)));
  return { activities, tell: (next: Told) => void (told = next) };
}

/** What an activity comes to: its result, or the failure that Temporal is told. */
async function outcomeOf(run: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await run());
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    return `failed: ${everythingIn(error)}`;
  }
}

function lossy({ status, body }: Example): fc.Arbitrary<Example> {
  return withLosses(JSON.parse(body)).map((value) => ({ status, body: JSON.stringify(value) }));
}

/** Thousands of failures are no news. */
const anAttempt = () => new MockActivityEnvironment(undefined, { logger: new DefaultLogger('ERROR') });

const STATUSES = [200, 201, 204, 400, 403, 404, 409, 422, 429, 500, 502];

describe.each(forms)('$name: a departure that did not happen', ({ told }) => {
  it('is not told by a leave, however oddly it is answered', async () => {
    const { activities, tell } = await worker(told);
    await fc.assert(
      fc.asyncProperty(
        oddTexts(told.left.body || '{"ok":true}'),
        fc.constantFrom(...STATUSES),
        async (body, status) => {
          tell({ ...told, left: { status, body } });
          const input = { ...group, exitId: randomUUID(), request: 1 };
          const outcome = await outcomeOf(() => anAttempt().run(activities.leaveGroup, input));
          expect(outcome).toMatch(/"kind":"accepted"|^failed: /);
          expect(outcome).not.toContain(TOKEN);
        },
      ),
      { numRuns: runs },
    );
  });

  it('is not told by a reading, whatever is lost of it', async () => {
    const { activities, tell } = await worker(told);
    const readings = fc.record({
      group: lossy(told.group),
      listing: lossy(told.listing),
      session: lossy(told.session),
    });
    await fc.assert(
      fc.asyncProperty(readings, async (reading) => {
        tell({ ...told, ...reading });
        expect(await outcomeOf(() => anAttempt().run(activities.confirmDeparture, group))).toMatch(/^failed: /);
      }),
      { numRuns: runs },
    );
  });
});
