import fc from 'fast-check';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { environment, faultsOf, goodFile, temporaryDirectory } from './file.ts';
import { InstancesFile } from '../../activities/instances/instances-file.ts';

test('names a file that is not there and says what to check', () => {
  const options = {
    file: '/nowhere/instances.json',
    environment,
    log: console,
    openGateway: () => expect.unreachable(),
  };
  expect(() => new InstancesFile(options)).toThrow(/\/nowhere\/instances\.json .*\n.*cannot be read \(ENOENT\): check/);
});

test('says where a file stops being JSON, without a word of what stands there', async () => {
  const said = await faultsOf('{\n  "gateways": {\n    "waha": { "apiKey" "very-secret" } } }');
  expect(said).toMatch(/is not JSON from line 3, column \d+, on/);
  const quoted = await faultsOf('{ "apiKey": very-secret }');
  expect(quoted).toMatch(/is not JSON/);
  expect(said + quoted).not.toMatch(/very/);
});

test('refuses a secret in plain text with the mend, and does not repeat it', async () => {
  const file = goodFile();
  const said = await faultsOf({
    ...file,
    gateways: { ...file.gateways, waha: { ...file.gateways.waha, apiKey: 'plain-api-key' } },
    instances: { support: { ...file.instances.support, token: 'plain-token' } },
  });
  expect(said).toMatch(/gateways\.waha\.apiKey must not hold the secret itself: .*write \{"env": "NAME"\} or/);
  expect(said).toMatch(/instances\.support\.token must not hold the secret itself/);
  expect(said).not.toMatch(/plain-/);
});

test('names the environment variable that is not set, and the one that is empty', async () => {
  const said = await faultsOf(goodFile(), { WAHA_API_KEY: '', WAWP_TOKEN: 'token' });
  expect(said).toMatch(/gateways\.waha\.apiKey needs the environment variable WAHA_API_KEY, which is empty/);
  expect(said).toMatch(/webhookSecrets\[0\] needs the environment variable SALES_WEBHOOK_SECRET, which is not set/);
});

test('names the secret file that cannot be read, and the one with more than a secret in it', async () => {
  const directory = await temporaryDirectory();
  const twoLines = join(directory, 'two-lines');
  await writeFile(twoLines, 'first-line\nsecond-line\n');
  const file = goodFile();
  const { support } = file.instances;
  const said = await faultsOf({
    ...file,
    instances: {
      one: { ...support, wawpInstanceId: '1', token: { file: '/nowhere/token' } },
      two: { ...support, wawpInstanceId: '2', token: { file: twoLines } },
    },
  });
  expect(said).toMatch(/instances\.one\.token needs the file \/nowhere\/token, which cannot be read \(ENOENT\)/);
  expect(said).toMatch(/instances\.two\.token needs the file .*two-lines, which has a space or a line break in it/);
  expect(said).not.toMatch(/first-line/);
});

test('wants one place for a secret, not two and not none', async () => {
  const file = goodFile();
  const { support } = file.instances;
  const said = await faultsOf({
    ...file,
    instances: {
      one: { ...support, wawpInstanceId: '1', token: { env: 'WAWP_TOKEN', file: '/token' } },
      two: { ...support, wawpInstanceId: '2', token: {} },
    },
  });
  expect(said).toMatch(/instances\.one\.token must have either "env" or "file"/);
  expect(said).toMatch(/instances\.two\.token must have either "env" or "file"/);
});

test('refuses keys that mean nothing at their place, such as a misspelt one', async () => {
  const file = goodFile();
  const said = await faultsOf({
    ...file,
    instance: {},
    instances: { ...file.instances, sales: { ...file.instances.sales, sucessors: [], token: { env: 'WAWP_TOKEN' } } },
  });
  expect(said).toMatch(/the file has a key that means nothing here: instance$/m);
  const one = await faultsOf({
    ...file,
    instances: { sales: { ...file.instances.sales, sucessors: [], wawpInstanceId: 'x' } },
  });
  expect(one).toMatch(/instances\.sales has a key that means nothing here: sucessors, wawpInstanceId/);
});

test('refuses an instance whose gateway the file does not have, naming those it has', async () => {
  const file = goodFile();
  const said = await faultsOf({ ...file, instances: { sales: { ...file.instances.sales, gateway: 'wahaa' } } });
  expect(said).toMatch(/instances\.sales\.gateway names no gateway of this file; there are: waha, wawp/);
});

test('refuses ids that would not survive a workflow id or an address', async () => {
  const { sales } = goodFile().instances;
  for (const id of ['..', '.', '', 'with space', 'with/slash', 'ünder', 'x'.repeat(65)]) {
    const said = await faultsOf({ ...goodFile(), instances: { [id]: sales } });
    expect(said).toContain(`instances${/^[\w-]+$/.test(id) ? `.${id}` : `["${id}"]`} is no instance id`);
  }
});

test('refuses one number under two ids', async () => {
  const file = goodFile();
  const said = await faultsOf({ ...file, instances: { ...file.instances, twin: file.instances.sales } });
  expect(said).toMatch(/instances\.twin is the same number as sales/);
});

test('wants webhooks signed, or the file to say in words that they are not', async () => {
  const { webhookSecrets, ...silent } = goodFile().instances.sales;
  const none = await faultsOf({ ...goodFile(), instances: { sales: silent } });
  expect(none).toMatch(/instances\.sales is missing "webhookSecrets"; where the gateway cannot sign, write/);
  const both = await faultsOf({
    ...goodFile(),
    instances: { sales: { ...silent, webhookSecrets, webhooks: 'unsigned' } },
  });
  expect(both).toMatch(/instances\.sales has both "webhookSecrets" and "webhooks": "unsigned"/);
  const empty = await faultsOf({ ...goodFile(), instances: { sales: { ...silent, webhookSecrets: [] } } });
  expect(empty).toMatch(/instances\.sales\.webhookSecrets must not be empty/);
});

test('refuses a successor that is no person, by its place and not by its number', async () => {
  const file = goodFile();
  const said = await faultsOf({
    ...file,
    instances: { sales: { ...file.instances.sales, successors: ['+49 30 1234567', '030 7654321'] } },
    clients: { acme: { successors: ['120363000000000001@g.us'] } },
  });
  expect(said).toMatch(/instances\.sales\.successors\[1\] cannot be used: it is not a person/);
  expect(said).toMatch(/clients\.acme\.successors\[0\] cannot be used/);
  expect(said).not.toMatch(/7654321/);
});

test('refuses an address that is none, and one with a password in it, without repeating it', async () => {
  for (const baseUrl of ['localhost:3000', 'ftp://host', 'https://user:hush@host', 'https://host?token=hush']) {
    const file = goodFile();
    const said = await faultsOf({ ...file, gateways: { ...file.gateways, waha: { ...file.gateways.waha, baseUrl } } });
    expect(said).toMatch(/gateways\.waha\.baseUrl is not usable: baseUrl/);
    expect(said).not.toMatch(/hush/);
  }
});

test('refuses deadlines that are no time at all', async () => {
  for (const timeoutSeconds of [0, -1, 0.5, 301, '30', null]) {
    const file = goodFile();
    const said = await faultsOf({
      ...file,
      gateways: { ...file.gateways, wawp: { ...file.gateways.wawp, timeoutSeconds } },
    });
    expect(said).toMatch(/gateways\.wawp\.timeoutSeconds must be /);
  }
});

test('lists everything that is wrong at once, each with its place', async () => {
  const said = await faultsOf({
    gateways: {
      one: { kind: 'evolution' },
      two: { kind: 'waha', baseUrl: 'nonsense', apiKey: { env: 'UNSET' }, key: 1 },
    },
    instances: {
      a: {},
      b: { gateway: 'two', goodbye: ' ', webhooks: 'none', webhookSecrets: [{ env: 'UNSET' }], successors: ['nobody'] },
      c: 7,
      '?': { gateway: 'three', webhooks: 'unsigned' },
    },
    clients: { acme: [] },
    customers: {},
  });
  expect(said.split('\n').slice(1)).toEqual([
    '  - the file has a key that means nothing here: customers',
    '  - gateways.one.kind must be one of: waha, wawp',
    expect.stringMatching(/^ {2}- gateways\.two\.baseUrl is not usable/),
    expect.stringMatching(/^ {2}- gateways\.two\.apiKey needs the environment variable UNSET/),
    '  - gateways.two has a key that means nothing here: key',
    '  - instances.a.gateway is missing',
    expect.stringMatching(/^ {2}- instances\.b has both/),
    expect.stringMatching(/^ {2}- instances\.b\.webhookSecrets\[0\] needs/),
    '  - instances.b.webhooks must be one of: unsigned',
    expect.stringMatching(/^ {2}- instances\.b\.successors\[0\] cannot be used/),
    '  - instances.b.goodbye must not be empty',
    '  - instances.c must be an object',
    expect.stringMatching(/^ {2}- instances\["\?"\] is no instance id/),
    '  - instances["?"].gateway names no gateway of this file; there are: one, two',
    '  - clients.acme must be an object',
  ]);
});

test('finds something to say about any JSON that is no instances file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await faultsOf(value)).toMatch(/^BadInstancesFile: .*\n {2}- /);
    }),
    { numRuns: 50 },
  );
});
