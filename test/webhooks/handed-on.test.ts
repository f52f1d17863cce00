import { once } from 'node:events';
import { createServer } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExitHandle, StepRecord } from '../../client/index.ts';
import { createWebhookHandler, type WebhookHandler, type WebhookOutcome } from '../../client/webhooks.ts';
import { freshRequest, until, withWorker } from '../client/scripted-worker.ts';
import { door, outByReading, script, type Script } from '../stories/scripted.ts';
import { devServer } from '../support/temporal.ts';
import { aForeigner, departure, ourLid, post, secret } from './deliveries.ts';

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

interface Story {
  exit: ExitHandle;
  /** Posts an event and returns its status. */
  deliver: (event: object, headers?: Record<string, string>) => Promise<number>;
  /** What the exit came to, in its step of confirmation. */
  confirmation: () => Promise<StepRecord | undefined>;
  outcomes: WebhookOutcome[];
}

/** An exit of a group of its own whose gateway posts to the handler. */
function tell(activities: Partial<Script['activities']>, narrate: (story: Story) => Promise<void>, secrets = [secret]) {
  const leaveGroup = async () => ({
    evidence: { kind: 'accepted' as const, requestedAt: new Date().toISOString() },
    requestedAtMs: Date.now(),
  });
  return withWorker(environment, script({ leaveGroup, ...activities }), async (exits) => {
    const outcomes: WebhookOutcome[] = [];
    const receive = handlerOver(environment.client, outcomes, secrets);
    const exit = await exits.exit(freshRequest());
    const deliver = async (event: object, headers?: Record<string, string>) =>
      (await receive(post(event, headers))).status;
    const confirmation = async () => (await exit.receipt()).steps.find(({ step }) => step === 'confirmation');
    await narrate({ exit, deliver, confirmation, outcomes });
  });
}

function handlerOver(client: Client, outcomes: WebhookOutcome[] = [], secrets = [secret]): WebhookHandler {
  return createWebhookHandler({
    client,
    instances: (gateway, instanceId) =>
      gateway === 'waha' && instanceId === 'sales' ? { session: 'sales-session', secrets } : undefined,
    log: (outcome) => outcomes.push(outcome),
  });
}

const awaitsConfirmation = (exit: ExitHandle) => until(exit, ({ step }) => step === 'confirmation');

describe('while Temporal is away, an event is refused so that the gateway delivers it again', () => {
  test('when the server is gone', async () => {
    const another = await devServer();
    const connection = await Connection.connect({ address: another.address });
    await another.teardown();
    const answer = await handlerOver(new Client({ connection }))(post(departure()));
    await connection.close();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
  });

  test('when it is there and says nothing', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('The silent server has no port.');
    const connection = Connection.lazy({ address: `127.0.0.1:${address.port}` });
    const answer = await handlerOver(new Client({ connection }))(post(departure()));
    await connection.close();
    silent.close();
    expect(answer.status).toBe(503);
  });

  test('when it lacks the namespace', async () => {
    const { connection } = environment;
    const answer = await handlerOver(new Client({ connection, namespace: 'nowhere' }))(post(departure()));
    expect(answer.status).toBe(503);
  });
});

describe('a change of the session', () => {
  const loggedOut = (instanceId: string) => {
    const { id, timestamp, session } = departure();
    return { id, timestamp, session, event: 'session.status', payload: { name: instanceId, status: 'SCAN_QR_CODE' } };
  };

  test('that no number waits for is taken and forgotten', async () => {
    const outcomes: WebhookOutcome[] = [];
    const answer = await handlerOver(environment.client, outcomes)(post(loggedOut('sales')));
    expect({ status: answer.status, why: outcomes.at(-1)?.why }).toEqual({
      status: 200,
      why: 'no number waits for it',
    });
  });

  test('reaches the number, but not where nobody has signed it', () =>
    withWorker(environment, script(), async (exits) => {
      const number = exits.number('sales');
      await number.pause();
      await number.resume();
      const unsigned = await handlerOver(environment.client, [], [])(post(loggedOut('sales')));
      expect(unsigned.status).toBe(200);
      expect(await number.status()).toMatchObject({ state: 'working' });
      expect((await handlerOver(environment.client)(post(loggedOut('sales')))).status).toBe(202);
      expect(await number.status()).toMatchObject({ state: 'restricted', restriction: { code: 'logged-out' } });
      await environment.client.workflow.getHandle('number/sales').terminate();
    }));
});

describe('a departure', () => {
  test('that no exit waits for is taken and forgotten', async () => {
    const outcomes: WebhookOutcome[] = [];
    const receive = handlerOver(environment.client, outcomes);
    expect((await receive(post(departure({ groupId: freshRequest().groupId })))).status).toBe(200);
    expect(outcomes).toMatchObject([
      { status: 200, why: 'no exit waits for it', gateway: 'waha', instanceId: 'sales' },
    ]);
  });

  test('signed and about ourselves proves that we are out', () =>
    tell({}, async ({ exit, deliver, confirmation }) => {
      await awaitsConfirmation(exit);
      const event = departure({ groupId: exit.groupId });
      expect(await deliver(event)).toBe(202);
      expect(await confirmation()).toMatchObject({ outcome: 'done', evidence: { kind: 'event', eventId: event.id } });
    }));

  test('proves it also where the group names us by LID only', () =>
    tell({}, async ({ exit, deliver, confirmation }) => {
      await awaitsConfirmation(exit);
      expect(await deliver(departure({ groupId: exit.groupId, who: ourLid }))).toBe(202);
      expect(await confirmation()).toMatchObject({ evidence: { kind: 'event' } });
    }));

  test('delivered twice, and once more when all is over, is harmless', () =>
    tell({}, async ({ exit, deliver, confirmation }) => {
      await awaitsConfirmation(exit);
      const event = departure({ groupId: exit.groupId });
      const statuses = await Promise.all([deliver(event), deliver(event)]);
      expect(statuses.every((status) => status === 202 || status === 200)).toBe(true);
      expect(await confirmation()).toMatchObject({ evidence: { kind: 'event', eventId: event.id } });
      expect(await deliver(event)).toBe(200);
    }));

  test('of before our leave, or of another member, proves nothing', async () => {
    const leave = door();
    const leaveGroup = async () => {
      await leave.pass();
      return {
        evidence: { kind: 'accepted' as const, requestedAt: new Date().toISOString() },
        requestedAtMs: Date.now(),
      };
    };
    await tell({ leaveGroup }, async ({ exit, deliver, confirmation, outcomes }) => {
      await leave.reached;
      const { groupId } = exit;
      expect(await deliver(departure({ groupId, atMs: Date.now() - 3_600_000 }))).toBe(202);
      leave.open();
      await awaitsConfirmation(exit);
      expect(await deliver(departure({ groupId, who: aForeigner }))).toBe(200);
      expect(outcomes.at(-1)?.why).toBe('somebody else left');
      const event = departure({ groupId });
      await deliver(event);
      expect(await confirmation()).toMatchObject({ evidence: { kind: 'event', eventId: event.id } });
    });
  });

  test('where the gateway cannot sign only causes a reading', () =>
    tell(
      {},
      async ({ exit, deliver, confirmation }) => {
        await awaitsConfirmation(exit);
        expect(await deliver(departure({ groupId: exit.groupId }), {})).toBe(202);
        expect(await confirmation()).toMatchObject({ code: 'reading', evidence: outByReading });
      },
      [],
    ));

  test('of which nobody can say whose it is only causes a reading', () =>
    tell({}, async ({ exit, deliver, confirmation }) => {
      await awaitsConfirmation(exit);
      const unclear = { ...departure({ groupId: exit.groupId, who: '999888777@lid' }), me: { id: '11111111111@c.us' } };
      expect(await deliver(unclear)).toBe(202);
      expect(await confirmation()).toMatchObject({ code: 'reading' });
    }));

  test('reaches the exit by the path under any prefix, and by what a framework has read from it', async () => {
    const receive = handlerOver(environment.client);
    const event = departure({ groupId: freshRequest().groupId });
    expect((await receive(post(event, undefined, '/api/v1/webhooks/waha/sales/?from=waha'))).status).toBe(200);
    const endpoint = { gateway: 'waha', instanceId: 'sales' };
    expect((await receive(post(event, undefined, '/anything'), endpoint)).status).toBe(200);
  });
});
