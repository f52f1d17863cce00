import { Client, Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectTemporal,
  GroupExits,
  TemporalNotReady,
  temporalSettings,
  TemporalUnavailable,
} from '../../client/index.ts';
import { freshNamespace } from '../support/namespaces.ts';
import { devServer } from '../support/temporal.ts';
import { freshRequest } from './scripted-worker.ts';

const NOBODY = '127.0.0.1:1';

describe('where nobody answers', () => {
  test('every call says that Temporal is away', async () => {
    const client = new Client({ connection: Connection.lazy({ address: NOBODY, connectTimeout: 300 }) });
    const exits = new GroupExits({ client });
    const exit = exits.handle(freshRequest());
    const calls = () => [
      exits.exit(freshRequest()),
      exits.exit({ ...freshRequest(), dryRun: true }),
      exit.progress(),
      exit.pause(),
      exit.receipt(),
      exit.receipt({ wait: false }),
    ];
    const soon = Date.now() + 300;
    const results = await client.withDeadline(soon, () => Promise.allSettled<unknown>(calls()));
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(TemporalUnavailable) });
    await client.connection.close();
  });

  test('connecting names the address and no key', async () => {
    const settings = temporalSettings({
      TEMPORAL_ADDRESS: NOBODY,
      TEMPORAL_API_KEY: 'sesame-4711',
      TEMPORAL_TLS: 'false',
    });
    const failed = await connectTemporal(settings).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TemporalUnavailable);
    expect(String(failed)).toContain(NOBODY);
    expect(String(failed)).not.toContain('sesame');
  });

  test('settings that contradict themselves are refused before anybody is asked', () => {
    expect(() => temporalSettings({ TEMPORAL_PROFILE: 'nowhere', TEMPORAL_CONFIG_FILE: '/nonexistent.toml' })).toThrow(
      TemporalNotReady,
    );
  });
});

describe('where Temporal is not set up', () => {
  let environment: TestWorkflowEnvironment;
  beforeAll(async () => void (environment = await devServer()));
  afterAll(() => environment.teardown());

  test('a missing namespace is named', async () => {
    const client = new Client({ connection: environment.connection, namespace: 'nowhere' });
    const exits = new GroupExits({ client });
    await expect(exits.exit(freshRequest())).rejects.toThrow(TemporalNotReady);
    await expect(exits.exit(freshRequest())).rejects.toThrow('nowhere');
    await expect(exits.handle(freshRequest()).receipt()).rejects.toThrow(TemporalNotReady);
  });

  test('missing search attributes are named', async () => {
    const namespace = await freshNamespace(environment);
    const exits = new GroupExits({ client: new Client({ connection: environment.connection, namespace }) });
    await expect(exits.exit(freshRequest())).rejects.toThrow(TemporalNotReady);
    await expect(exits.exit(freshRequest())).rejects.toThrow(/WaInstance|WaGroup|ExitReason|ExitStage/);
  });

  test('the settings lead to the server and the namespace', async () => {
    const client = await connectTemporal(temporalSettings({ TEMPORAL_ADDRESS: environment.address }));
    expect(client.options.namespace).toBe('default');
    await client.connection.ensureConnected();
    await client.connection.close();
  });
});
