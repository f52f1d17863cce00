import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { OwnMessage, WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { openBooks } from '../memberships/books.ts';
import { Clock } from '../memberships/clock.ts';
import { sqlite } from '../memberships/databases.ts';
import { anInstance, groupId, portsOf } from './scripted-gateway.ts';

const goodbye = { instanceId: 'sales', groupId, exitId: 'exit-1', text: 'Goodbye.' };

/** Says goodbye, loses the answer, and asks again once the request can have no effect any more. */
async function afterLostAnswer(shown: OwnMessage[] | 'nothing-shown', answers: Partial<WhatsAppGateway> = {}) {
  let sends = 0;
  const sendText: WhatsAppGateway['sendText'] = async ({ messageId }) => {
    sends += 1;
    if (sends === 1) throw new GatewayFailure('unknown', 'timeout', 'no answer in time');
    return { messageId: messageId ?? '3EB0BB' };
  };
  const clock = new Clock();
  const books = await openBooks(sqlite, clock);
  await books.openExit({ ...goodbye, reason: 'tests' });
  const instance = anInstance({ sendText, ownMessages: async () => shown, ...answers });
  const ports = { ...(await portsOf(instance)), memberships: books };
  const say = () => new MockActivityEnvironment().run(createActivities(ports).sayGoodbye, goodbye);
  await expect(say()).rejects.toMatchObject({ type: 'EffectUnsettled' });
  await clock.pass(3_600_000);
  return { again: say(), sends: () => sends };
}

test('a chat that shows nothing at all does not make the goodbye unsaid: a person is asked, nothing is sent again', async () => {
  const { again, sends } = await afterLostAnswer('nothing-shown');
  await expect(again).rejects.toMatchObject({ type: 'UnknownOutcome', details: [{ code: 'no-message-shown' }] });
  await expect(again).rejects.toThrow("no message of the group, not even other people's");
  expect(sends()).toBe(1);
});

test('under an id of ours it is sent again, since that says it once', async () => {
  const newMessageId = async () => '3EB0AA';
  const { again, sends } = await afterLostAnswer('nothing-shown', { newMessageId });
  expect(await again).toMatchObject({ messageId: '3EB0AA' });
  expect(sends()).toBe(2);
});

test('where other messages are to be seen and ours is not, it is sent again', async () => {
  const { again, sends } = await afterLostAnswer([]);
  expect(await again).toMatchObject({ messageId: '3EB0BB' });
  expect(sends()).toBe(2);
});

test('where ours is to be seen, it is not sent again', async () => {
  const { again, sends } = await afterLostAnswer([{ messageId: '3EB0CC', text: 'Goodbye.', sentAtMs: 0 }]);
  expect(await again).toMatchObject({ messageId: '3EB0CC', found: 'looked-up' });
  expect(sends()).toBe(1);
});
