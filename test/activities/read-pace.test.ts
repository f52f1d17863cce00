import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import { createActivities } from '../../activities/index.ts';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import { presets } from '../../activities/pace/presets.ts';
import { startSandbox } from '../../worker/embedded/sandbox/start-sandbox.ts';
import { createConnections } from '../../activities/gateways/http/connections.ts';
import { createWawpGateway } from '../../activities/gateways/wawp.ts';
import { anInstance, portsOf } from './scripted-gateway.ts';

async function paceWith(limits: WhatsAppGateway['limits'], pace: PacePolicy = presets.gentle): Promise<PacePolicy> {
  const instance = anInstance(limits && { limits }, { pace });
  const { readPace } = createActivities(await portsOf(instance));
  return new MockActivityEnvironment().run(readPace, { instanceId: 'sales' });
}

test('a gateway that does not tell its limits leaves the pace as the file has it', async () => {
  const failing = () => Promise.reject(new GatewayFailure('retry', 'away', 'reading the limits: the gateway is away'));
  expect(await paceWith(failing)).toEqual(presets.gentle);
  expect(await paceWith(undefined)).toEqual(presets.gentle);
  expect(await paceWith(async () => undefined)).toEqual(presets.gentle);
});

test('an instance that is not in the file is a final failure', async () => {
  const { readPace } = createActivities(await portsOf(anInstance()));
  const read = new MockActivityEnvironment().run(readPace, { instanceId: 'nobody' });
  await expect(read).rejects.toMatchObject({ type: 'UnknownInstance', nonRetryable: true });
});

test('the policy "none" asks nobody', async () => {
  expect(await paceWith(() => expect.unreachable(), presets.none)).toEqual(presets.none);
});

test('limits that are looser change nothing', async () => {
  expect(
    await paceWith(async () => ({ groupRequestsPerMinute: 600, messagesPerDay: 5_000, spacingMs: 1_000 })),
  ).toEqual(presets.gentle);
});

test('stricter limits lower the pace by what an exit asks of the gateway', async () => {
  const { gap, stepGap, perHour, perDay } = await paceWith(async () => ({
    groupRequestsPerMinute: 4,
    groupRequestsPerDay: 120,
    spacingMs: 5_000,
  }));
  // 12 requests about the group: at 4 a minute every 3 minutes, at 120 a day ten times.
  expect(gap).toEqual({ minMs: 180_000, maxMs: 255_000 });
  expect(stepGap).toEqual({ minMs: 5_000, maxMs: 10_000 });
  expect({ perHour, perDay }).toEqual({ perHour: 20, perDay: 10 });
});

test('however low the limits, one exit a day stays possible', async () => {
  expect(await paceWith(async () => ({ groupRequestsPerMinute: 0.1, groupRequestsPerDay: 1 }))).toMatchObject({
    perHour: 1,
    perDay: 1,
  });
});

test("Wawp's own limits are read from its session", async () => {
  const pool = createConnections();
  const ratePolicy = { slug: 'strict', limits: { group_daily_cap: 24 } };
  const phoneId = '15550100001@c.us';
  const number = { instanceId: 'sales', gateway: 'wawp', phoneId, token: 'token', ratePolicy } as const;
  const sandbox = await startSandbox({ seed: { numbers: [number] } });
  try {
    const { wawpUrl: baseUrl } = sandbox;
    const gateway = createWawpGateway({ baseUrl, pool, timeoutMs: 5_000, instanceId: 'sales', accessToken: 'token' });
    expect(await paceWith(gateway.limits)).toMatchObject({ perDay: 2, perHour: 30 });
  } finally {
    await sandbox.close();
    await pool.destroy();
  }
});
