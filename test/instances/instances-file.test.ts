import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment, faultsOf, goodFile, open, temporaryDirectory, unusedGateway } from './file.ts';
import { InstancesFile } from '../../activities/instances/instances-file.ts';

test('does not know an instance that is not in the file, and names those that are', async () => {
  const { instances } = await open(goodFile());
  expect(() => instances.get('slaes')).toThrow(/no instance "slaes".* It has: sales, support\. Correct the id, or add/);
  expect(() => instances.get('constructor')).toThrow(/no instance/);
});

test('opens each instance at its gateway, with its secrets and what it may say', async () => {
  const { instances, opened } = await open(goodFile());
  expect(opened).toEqual([
    { kind: 'waha', baseUrl: 'http://localhost:3000/waha', apiKey: 'key-of-waha', session: 'shop', timeoutMs: 30_000 },
    {
      kind: 'wawp',
      baseUrl: 'https://api.wawp.net',
      token: 'token-of-wawp',
      wawpInstanceId: 'ABCDEF123456',
      timeoutMs: 5_000,
    },
  ]);
  expect(instances.get('sales')).toMatchObject({
    gatewayKind: 'waha',
    callTimeoutMs: 30_000,
    successors: ['49301234567@c.us'],
    goodbyes: ['Goodbye!'],
    webhooks: { session: 'shop', secrets: ['signed-with'] },
  });
  expect(instances.get('support')).toMatchObject({
    gatewayKind: 'wawp',
    successors: [],
    goodbyes: [],
    webhooks: { session: 'ABCDEF123456', secrets: [] },
  });
  expect(instances.all().map(({ instanceId }) => instanceId)).toEqual(['sales', 'support']);
});

test('knows the successors of a client, and of an unknown one none', async () => {
  const { instances } = await open(goodFile());
  expect(instances.successorsOfClient('acme')).toEqual(['49307654321@c.us', '123456789012345@lid']);
  expect(instances.successorsOfClient('nobody')).toEqual([]);
});

test('reads the example that comes with the project', async () => {
  const directory = await temporaryDirectory();
  const token = join(directory, 'token');
  await writeFile(token, 'token-of-wawp\n');
  const example = await readFile(join(import.meta.dirname, '../../instances.example.json'), 'utf8');
  const { instances } = await open(example.replace('/run/secrets/wawp-support-token', token));
  expect(instances.fault()).toBeUndefined();
  expect(instances.all()).toHaveLength(2);
});

test('takes up a change without a restart', async () => {
  const { instances, write, waitForTheNextLook, logged } = await open(goodFile());
  const changed = goodFile();
  changed.instances.sales.goodbye = 'Until next time!';
  await write(changed);
  waitForTheNextLook();
  expect(instances.get('sales').goodbyes).toEqual(['Until next time!']);
  expect(logged).toEqual([expect.stringMatching(/has changed and is in use/)]);
});

test('looks at the files at most once a second', async () => {
  const { instances, write } = await open(goodFile());
  await write({ ...goodFile(), clients: {} });
  expect(instances.successorsOfClient('acme')).toHaveLength(2);
});

test('keeps the last good version while a new one has faults, says so once, and recovers', async () => {
  const { instances, write, waitForTheNextLook, logged } = await open(goodFile());
  await write('{ "half": ');
  waitForTheNextLook();
  expect(instances.get('sales').goodbyes).toEqual(['Goodbye!']);
  expect(instances.fault()).toMatch(/cannot be used:\n {2}- the file is not JSON/);
  waitForTheNextLook();
  await write('{ "half":  ');
  waitForTheNextLook();
  instances.all();
  expect(logged).toEqual([expect.stringMatching(/is not JSON.*\n.*last version without faults stays in use/)]);

  await write({ ...goodFile(), clients: {} });
  waitForTheNextLook();
  expect(instances.fault()).toBeUndefined();
  expect(instances.successorsOfClient('acme')).toEqual([]);
});

test('keeps the last good version when the file is removed', async () => {
  const { instances, file, waitForTheNextLook } = await open(goodFile());
  await rm(file);
  waitForTheNextLook();
  expect(instances.get('sales').instanceId).toBe('sales');
  expect(instances.fault()).toMatch(/cannot be read \(ENOENT\)/);
});

test('takes up a file that an editor put in place by renaming', async () => {
  const { instances, file, waitForTheNextLook } = await open(goodFile());
  await writeFile(`${file}.swp`, JSON.stringify({ ...goodFile(), clients: {} }));
  await rename(`${file}.swp`, file);
  waitForTheNextLook();
  expect(instances.successorsOfClient('acme')).toEqual([]);
});

test('takes up a secret that was rotated in its file', async () => {
  const directory = await temporaryDirectory();
  const secret = join(directory, 'secret');
  await writeFile(secret, 'first\n');
  const file = goodFile();
  const { instances, waitForTheNextLook } = await open({
    ...file,
    instances: { sales: { ...file.instances.sales, webhookSecrets: [{ file: secret }] } },
  });
  expect(instances.get('sales').webhooks.secrets).toEqual(['first']);
  await writeFile(secret, 'second\n');
  waitForTheNextLook();
  expect(instances.get('sales').webhooks.secrets).toEqual(['second']);
  expect([...instances.secrets()]).toEqual(['key-of-waha', 'first', 'second']);
});

test('recovers when a secret file that was missing appears', async () => {
  const directory = await temporaryDirectory();
  const secret = join(directory, 'secret');
  const { instances, write, waitForTheNextLook } = await open(goodFile());
  const file = goodFile();
  await write({ ...file, instances: { sales: { ...file.instances.sales, webhookSecrets: [{ file: secret }] } } });
  waitForTheNextLook();
  expect(instances.fault()).toMatch(/cannot be read \(ENOENT\)/);
  await writeFile(secret, 'here-now');
  waitForTheNextLook();
  expect(instances.get('sales').webhooks.secrets).toEqual(['here-now']);
});

test('finds secret files beside the instances file, also through the links that Kubernetes swaps', async () => {
  const mount = await temporaryDirectory();
  await publish(mount, 'v1', 'first');
  await symlink('v1', join(mount, '..data'));
  await symlink(join('..data', 'instances.json'), join(mount, 'instances.json'));
  await symlink(join('..data', 'secret'), join(mount, 'secret'));
  let nowMs = 0;
  const instances = new InstancesFile({
    file: join(mount, 'instances.json'),
    environment,
    openGateway: () => unusedGateway,
    log: { info: () => {}, error: () => {} },
    clock: () => nowMs,
  });
  expect(instances.get('sales').webhooks.secrets).toEqual(['first']);

  await publish(mount, 'v2', 'second');
  await symlink('v2', join(mount, '..data_tmp'));
  await rename(join(mount, '..data_tmp'), join(mount, '..data'));
  await rm(join(mount, 'v1'), { recursive: true });
  nowMs += 1_000;
  expect(instances.get('sales').webhooks.secrets).toEqual(['second']);
});

async function publish(mount: string, version: string, secret: string): Promise<void> {
  const file = goodFile();
  await mkdir(join(mount, version));
  await writeFile(join(mount, version, 'secret'), secret);
  const sales = { ...file.instances.sales, webhookSecrets: [{ file: 'secret' }] };
  await writeFile(join(mount, version, 'instances.json'), JSON.stringify({ ...file, instances: { sales } }));
}

test('takes one goodbye or several', async () => {
  const file = goodFile();
  const several = { ...file.instances.sales, goodbye: ['Goodbye, {group}!', 'Thank you all in {group}.'] };
  const { instances } = await open({ ...file, instances: { sales: several } });
  expect(instances.get('sales').goodbyes).toEqual(['Goodbye, {group}!', 'Thank you all in {group}.']);
  const said = await faultsOf({ ...file, instances: { sales: { ...several, goodbye: ['Goodbye!', ''] } } });
  expect(said).toMatch(/instances\.sales\.goodbye\[1\] must not be empty/);
});
