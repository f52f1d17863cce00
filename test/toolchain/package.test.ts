import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { GroupExits } from '../../client/index.ts';
import { freePorts } from '../../worker/embedded/dev-server/free-ports.ts';
import { installIntoStrangersProject } from '../support/stranger.ts';
import type { Stranger } from '../support/stranger.ts';
import { until } from '../support/house.ts';
import { devServer, freshTaskQueue } from '../support/temporal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let stranger: Stranger;
beforeAll(async () => {
  stranger = await installIntoStrangersProject();
}, 600_000);
afterAll(() => stranger.remove());

const runWorker = "import { runWorker } from 'whatsapp-group-exit/worker'; process.exit(await runWorker());";

function packedFiles(): string[] {
  const entries = readdirSync(stranger.installed, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(stranger.installed.length + 1));
}

it('ships nothing that a user has no use for', () => {
  const useful =
    /^(package\.json|README\.md|ARCHITECTURE\.md|LICENSE|instances\.example\.json|dist\/workflow-bundle\.js)$|^dist\/(client|worker|activities|workflows)\/.*\.(js|d\.ts)$/;

  const files = packedFiles();

  expect(files.filter((file) => !useful.test(file) || /embedded|build-bundle|test/.test(file))).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining([
      'README.md',
      'ARCHITECTURE.md',
      'LICENSE',
      'instances.example.json',
      'dist/workflow-bundle.js',
    ]),
  );
});

it('ships no path of the machine that built it', () => {
  const decoded = (text: string): string =>
    text.replace(/(?<=base64,)[\w+/=]+/g, (map) => Buffer.from(map, 'base64').toString());
  const files = packedFiles().filter((file) =>
    decoded(readFileSync(join(stranger.installed, file), 'utf8')).includes(root),
  );

  expect(files).toEqual([]);
});

it('can be imported by each of its names', async () => {
  const names = [
    'whatsapp-group-exit',
    'whatsapp-group-exit/client',
    'whatsapp-group-exit/webhooks',
    'whatsapp-group-exit/worker',
  ];
  const script = `const names = ${JSON.stringify(names)};
    console.log(JSON.stringify(await Promise.all(names.map(async (name) => Object.keys(await import(name))))));`;

  const [main, client, webhooks, worker] = JSON.parse(
    await stranger.run('node', '--input-type=module', '-e', script),
  ) as string[][];

  expect(main).toContain('GroupExits');
  expect(client).toEqual(main);
  expect(webhooks).not.toEqual([]);
  expect(worker).toContain('runWorker');
});

it('has types that find a wrong request and know a receipt', async () => {
  const backend = (field: string, outcome: string): string => `
    import { Client } from '@temporalio/client';
    import { GroupExits } from 'whatsapp-group-exit';
    import * as webhooks from 'whatsapp-group-exit/webhooks';
    import { runWorker } from 'whatsapp-group-exit/worker';
    const exits = new GroupExits({ client: new Client() });
    const exit = await exits.exit({ ${field}: 'sales', groupId: '1@g.us', reason: 'done', requestedBy: 'crm' });
    export const left: boolean = (await exit.receipt()).outcome === '${outcome}';
    export const exitCode: number = await runWorker();
    export const everything: object = webhooks;`;

  expect(await stranger.typeCheck(backend('instance', 'left'))).toEqual([
    expect.stringMatching(/^backend\.ts\(7,.*No overload matches/),
  ]);
  expect(await stranger.typeCheck(backend('instanceId', 'gone'))).toEqual([
    expect.stringMatching(/'"gone"' have no overlap/),
  ]);
  expect(await stranger.typeCheck(backend('instanceId', 'left'))).toEqual([]);
});

it('brings the command line', async () => {
  const help = await stranger.run('npx', 'group-exit', '--help');

  expect(help).toMatch(/Usage: group-exit/);
  expect(help).toMatch(/doctor/);
});

it('refuses to work without its prebuilt workflows', async () => {
  const bundle = join(stranger.installed, 'dist/workflow-bundle.js');
  renameSync(bundle, `${bundle}.away`);
  onTestFinished(() => renameSync(`${bundle}.away`, bundle));
  const script =
    "const { workflowBundle } = await import('./node_modules/whatsapp-group-exit/dist/worker/bundle.js'); await workflowBundle();";

  await expect(stranger.run('node', '--input-type=module', '-e', script)).rejects.toThrow(
    /prebuilt workflows are missing .*Install the package again/,
  );
});

it('runs a worker that knows the workflows', async () => {
  const environment = await devServer();
  onTestFinished(() => environment.teardown());
  const taskQueue = freshTaskQueue();
  const worker = spawn('node', ['--input-type=module', '-e', runWorker], {
    cwd: stranger.directory,
    env: { PATH: process.env['PATH'], ...(await settings(environment.address, taskQueue)) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  onTestFinished(async () => {
    worker.kill('SIGTERM');
    await once(worker, 'exit');
  });

  const exits = new GroupExits({ client: environment.client, taskQueue });
  const exit = await exits.exit({
    instanceId: 'sales',
    groupId: '120363000000000001@g.us',
    reason: 'done',
    requestedBy: 'crm',
  });

  await until(async () => (await exit.progress()).step === 'pre-flight');
  expect(await exit.progress()).toMatchObject({ stage: 'waiting' });
});

/** A worker whose gateway nobody answers for. */
async function settings(address: string, taskQueue: string): Promise<Record<string, string>> {
  const [httpPort = 0, gatewayPort = 0] = await freePorts(0, 0);
  const instances = {
    gateways: { waha: { kind: 'waha', baseUrl: `http://127.0.0.1:${gatewayPort}`, apiKey: { env: 'KEY' } } },
    instances: { sales: { gateway: 'waha', session: 'sales', webhookSecrets: [{ env: 'SECRET' }], pace: 'none' } },
  };
  writeFileSync(join(stranger.directory, 'instances.json'), JSON.stringify(instances));
  return {
    TEMPORAL_ADDRESS: address,
    GROUP_EXIT_TASK_QUEUE: taskQueue,
    GROUP_EXIT_INSTANCES: 'instances.json',
    GROUP_EXIT_DATABASE: 'books.sqlite',
    GROUP_EXIT_HTTP_PORT: String(httpPort),
    KEY: 'a-key',
    SECRET: 'a-webhook-secret',
  };
}
