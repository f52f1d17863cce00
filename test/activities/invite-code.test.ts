import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import { createActivities } from '../../activities/index.ts';
import { anInstance, groupId, portsOf } from './scripted-gateway.ts';

async function save(failure: GatewayFailure, attempt: number) {
  const ports = await portsOf(anInstance({ inviteCode: () => Promise.reject(failure) }));
  const environment = new MockActivityEnvironment({ attempt });
  return environment.run(createActivities(ports).saveInviteCode, { instanceId: 'sales', groupId });
}

const bare500 = new GatewayFailure('retry', 'server-error', 'the gateway fails with HTTP 500');

test('an engine that fails over the code is asked again', async () => {
  await expect(save(bare500, 3)).rejects.toMatchObject({ type: 'GatewayRetry', nonRetryable: false });
});

test('an engine that keeps failing over the code has none, and the exit goes on', async () => {
  await expect(save(bare500, 4)).rejects.toMatchObject({ type: 'GatewayFinal', details: [{ code: 'server-error' }] });
});

test('a limit or a missing session is no word on the code, however long it lasts', async () => {
  for (const code of ['rate-overlimit', 'session-not-working', 'unreachable']) {
    const failure = new GatewayFailure('retry', code, 'not now');
    await expect(save(failure, 4)).rejects.toMatchObject({ type: 'GatewayRetry' });
  }
});
