import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { countRefusedWebhooks } from '../../worker/http/refused-webhooks.ts';
import { logWebhook } from '../../worker/http/webhook-log.ts';
import { heardLogger } from './heard-logger.ts';

const sales = { gateway: 'waha', instanceId: 'sales' };

it('counts what was not taken by gateway, instance and reason', async () => {
  const registry = new Registry();
  const note = countRefusedWebhooks(registry);
  for (const status of [401, 401, 503, 200, 202]) note({ ...sales, status, why: 'words for people' });

  const page = await registry.metrics();
  expect(page).toContain('group_exit_webhooks_refused_total{gateway="waha",instance="sales",why="signature"} 2');
  expect(page).toContain('group_exit_webhooks_refused_total{gateway="waha",instance="sales",why="temporal-away"} 1');
  expect(page.match(/^group_exit/gm)).toHaveLength(2);
});

it('does not let strangers make up labels', async () => {
  const registry = new Registry();
  const note = countRefusedWebhooks(registry);
  for (const instanceId of ['a', 'b', 'c']) note({ gateway: 'telegram', instanceId, status: 404, why: '' });

  expect(await registry.metrics()).toMatch(/^group_exit\S+\{gateway="",instance="",why="unknown-instance"\} 3$/m);
});

it('tells the log which two secrets to compare, and only where it is about secrets', () => {
  const { logger, lines } = heardLogger();
  logWebhook(logger, { ...sales, status: 401, why: 'the signature is not of this body with our secret' });
  logWebhook(logger, { ...sales, status: 503, why: 'deliver it again' });

  expect(lines[0]).toMatch(/webhookSecrets of sales in the instances file with .* hmac\.key/);
  expect(lines[1]).not.toContain('webhookSecrets');
});
