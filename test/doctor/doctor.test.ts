import { Worker } from '@temporalio/worker';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../client/cli/run.ts';
import { parseConfig } from '../../worker/config.ts';
import { checkConfiguration } from '../../worker/doctor/configuration.ts';
import { checkRedis } from '../../worker/doctor/redis.ts';
import { checkTemporal } from '../../worker/doctor/temporal.ts';
import { prompt } from '../client/scripted-worker.ts';
import { scriptedTerminal } from '../client/scripted-terminal.ts';
import { json, startScriptedGateway } from '../gateways/scripted-gateway.ts';
import { oneGroup, sales, sandboxWith, support } from '../sandbox/fixture.ts';
import { freshNamespace } from '../support/namespaces.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { devServer, freshTaskQueue, workflowBundle } from '../support/temporal.ts';
import { environmentWith, findingsIn, findingsOf, instancesFindings, said } from './patient.ts';

const WEBHOOK_SECRET = 'a-webhook-secret-of-32-characters';

/** An instances file for both numbers of a sandbox. */
function instancesAt({ wahaUrl, wawpUrl }: { wahaUrl: string; wawpUrl: string }) {
  return {
    gateways: {
      waha: { kind: 'waha', baseUrl: wahaUrl, apiKey: { env: 'WAHA_API_KEY' }, timeoutSeconds: 10 },
      wawp: { kind: 'wawp', baseUrl: wawpUrl, timeoutSeconds: 10 },
    },
    instances: {
      sales: {
        gateway: 'waha',
        session: sales.session,
        webhookSecrets: [{ env: 'SALES_WEBHOOK_SECRET' }],
        successors: ['+49 30 1234567'],
      },
      support: { gateway: 'wawp', wawpInstanceId: support.session, token: { env: 'WAWP_TOKEN' }, webhooks: 'unsigned' },
    },
  };
}

const secrets = { WAHA_API_KEY: sales.token, WAWP_TOKEN: support.token, SALES_WEBHOOK_SECRET: WEBHOOK_SECRET };

describe('the doctor finds', () => {
  test('every fault of the configuration', async () => {
    const environment = {
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      GROUP_EXIT_HTTP_PORT: 'eighty',
      REDIS_URL: 'redis://localhost',
    };
    const [found = ''] = said('configuration', [checkConfiguration(environment).finding]);
    for (const name of ['GROUP_EXIT_INSTANCES', 'GROUP_EXIT_DATABASE', 'GROUP_EXIT_HTTP_PORT', 'GROUP_EXIT_CACHE_KEYS'])
      expect(found).toContain(name);
  });

  test('Temporal away, and settings for it that cannot be used', async () => {
    expect(said('temporal', await checkTemporal(environmentWith()))).toEqual([
      expect.stringMatching(/^fault: .*127\.0\.0\.1:1/),
    ]);
    expect(said('temporal', await checkTemporal({ TEMPORAL_PROFILE: 'nowhere' }))).toEqual([
      expect.stringMatching(/^fault: .*TEMPORAL_/),
    ]);
  });

  test('Redis away, without a word of its password', async () => {
    const redis = { REDIS_URL: 'redis://:sesame-4711@127.0.0.1:1', GROUP_EXIT_CACHE_KEYS: 'wa:{groupId}' };
    const [found = ''] = said('cache', [await checkRedis(parseConfig(environmentWith(redis)).redis)]);
    expect(found).toMatch(/^fault: .*127\.0\.0\.1:1/);
    expect(found).not.toContain('sesame');
  });

  test('every fault of the instances file', async () => {
    const gateways = { waha: { kind: 'waha', baseUrl: 'http://localhost:1', apiKey: { env: 'NOT_SET' } } };
    const instances = { sales: { gateway: 'waha', webhooks: 'unsigned' }, 'two words': { gateway: 'wahaha' } };
    const found = await instancesFindings('instances file', environmentWith({}, { gateways, instances }));
    expect(found.length).toBeGreaterThan(2);
    expect(found.every((one) => one.startsWith('fault: '))).toBe(true);
    expect(found.join()).toContain('NOT_SET');
  });

  test('an instances file without instances', async () => {
    expect(await instancesFindings('instances file', environmentWith())).toEqual([
      expect.stringMatching(/^fault: .*at least one instance/),
    ]);
  });

  test('a gateway that is away', async () => {
    const nobody = { wahaUrl: 'http://127.0.0.1:1', wawpUrl: 'http://127.0.0.1:1/wawp' };
    const environment = environmentWith(secrets, instancesAt(nobody));
    expect(await instancesFindings('instance sales', environment)).toEqual([
      expect.stringMatching(/^fault: .*cannot be reached/),
    ]);
    expect(await instancesFindings('instance support', environment)).toEqual([
      expect.stringMatching(/^fault: .*cannot be reached/),
    ]);
  });

  test('a token that the gateway refuses, and never prints it', async () => {
    const environment = environmentWith(
      { ...secrets, WAHA_API_KEY: 'mistaken-key-1', WAWP_TOKEN: 'mistaken-token-2' },
      instancesAt(await sandboxWith()),
    );
    const findings = [
      ...(await instancesFindings('instance sales', environment)),
      ...(await instancesFindings('instance support', environment)),
    ];
    expect(findings).toEqual([
      expect.stringMatching(/^fault: .*key or token/),
      expect.stringMatching(/^fault: .*key or token/),
    ]);
    expect(findings.join()).not.toMatch(/mistaken-/);
  });

  test.each([
    ['SCAN_QR_CODE', 'link the number'],
    ['STOPPED', 'start it'],
    ['FAILED', 'restart it'],
    ['STARTING', 'look again'],
  ] as const)('a session that is %s', async (status, remedy) => {
    const seed = oneGroup();
    const sandbox = await sandboxWith({ ...seed, numbers: [{ ...sales, status }, support] });
    const [found = ''] = await instancesFindings('instance sales', environmentWith(secrets, instancesAt(sandbox)));
    expect(found).toMatch(/^fault: /);
    expect(found).toContain(status);
    expect(found).toContain(remedy);
  });
});

describe('the doctor warns', () => {
  async function salesAt(session: object): Promise<string[]> {
    await using gateway = await startScriptedGateway();
    gateway.script(json(200, session));
    const both = instancesAt({ wahaUrl: gateway.baseUrl, wawpUrl: gateway.baseUrl });
    return await instancesFindings('instance sales', environmentWith(secrets, both));
  }

  test('of an engine that nobody has tested', async () => {
    const me = { id: sales.phoneId };
    const findings = await salesAt({ status: 'WORKING', me, engine: { engine: 'WPP' } });
    expect(findings).toEqual([expect.stringMatching(/^ok: /), expect.stringMatching(/^warning: .*WPP.*--dry-run/)]);
  });

  test.each(['WEBJS', 'NOWEB', 'GOWS'])('of no engine that was tested: %s', async (engine) => {
    const findings = await salesAt({ status: 'WORKING', me: { id: sales.phoneId }, engine: { engine } });
    expect(findings).toEqual([expect.stringMatching(new RegExp(`^ok: .*\\(${engine}\\)`))]);
  });

  test('of a session that does not say whose it is', async () => {
    const findings = await salesAt({ status: 'WORKING', me: null });
    expect(findings).toEqual([expect.stringMatching(/^ok: /), expect.stringMatching(/^warning: .*whose number/)]);
  });
});

describe('with everything in order', () => {
  let environment: TestWorkflowEnvironment;
  beforeAll(async () => void (environment = await devServer()));
  afterAll(() => environment.teardown());

  test.runIf(hasRedis)('the doctor says so, names nobody, and ends with 0', async () => {
    const taskQueue = freshTaskQueue();
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const sandbox = await sandboxWith();
    const settings = environmentWith(
      {
        ...secrets,
        TEMPORAL_ADDRESS: environment.address,
        GROUP_EXIT_TASK_QUEUE: taskQueue,
        REDIS_URL: redis.url,
        GROUP_EXIT_CACHE_KEYS: 'wa:{groupId}',
      },
      instancesAt(sandbox),
    );
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowBundle: workflowBundle(),
      activities: prompt().activities,
    });
    await worker.runUntil(async () => {
      await expect.poll(() => findingsOf('worker', settings)).toEqual([expect.stringMatching(/^ok: /)]);
      const terminal = scriptedTerminal();
      expect(await run(['doctor'], settings, terminal)).toBe(0);
      const said = terminal.printed.join('\n');
      expect(said).not.toMatch(/^fault/m);
      expect(said).toMatch(
        /^ok +instance sales +its session works \(WEBJS.*\), known by phone id and LID, 1 successor of its own$/m,
      );
      expect(said).toMatch(/^warning +instance support +its webhooks are not signed/m);
      expect(said).not.toMatch(new RegExp([...Object.values(secrets), '15550100001', '301234567'].join('|')));
      const asked = new Set(sandbox.journal.entries({ kind: 'call' }).map(({ operation }) => operation));
      expect([...asked]).toEqual(['session']);
    });
  });

  test('no worker is a warning, and so are search attributes that a worker will register', async () => {
    const namespace = await freshNamespace(environment);
    const settings = environmentWith({ TEMPORAL_ADDRESS: environment.address, TEMPORAL_NAMESPACE: namespace });
    expect(await findingsOf('search attributes', settings)).toEqual([expect.stringMatching(/^warning: .*WaInstance/)]);
    expect(await findingsOf('worker', settings)).toEqual([expect.stringMatching(/^warning: .*group-exit worker/)]);
  });

  test('a missing namespace is a fault', async () => {
    const settings = environmentWith({ TEMPORAL_ADDRESS: environment.address, TEMPORAL_NAMESPACE: 'nowhere' });
    expect(await findingsOf('temporal', settings)).toEqual([expect.stringMatching(/^fault: .*nowhere/)]);
  });

  test('its findings are JSON where JSON is asked for, and a fault ends it with 1', async () => {
    const terminal = scriptedTerminal();
    const settings = environmentWith({ TEMPORAL_ADDRESS: environment.address, TEMPORAL_NAMESPACE: 'nowhere' });
    expect(await run(['doctor', '--json'], settings, terminal)).toBe(1);
    expect(JSON.parse(terminal.printed.join(''))).toEqual({ findings: await findingsIn(settings) });
  });
});
