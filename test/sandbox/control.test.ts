import { describe, expect, it } from 'vitest';
import { SandboxClient } from '../../worker/embedded/sandbox/control/client.ts';
import { GROUP, HUMAN, call, sales, sandboxWith, waha, wahaGroup, webhookReceiver, eventually } from './fixture.ts';

async function emptySandbox() {
  const sandbox = await sandboxWith({});
  return { sandbox, client: new SandboxClient(sandbox.url) };
}

describe('from another process', () => {
  it('wrong fields are refused one by one, by name', async () => {
    const { sandbox } = await emptySandbox();
    const body = { ...sales, phoneId: '+1 555', gateway: 'telegram' };
    const answer = await call('POST', `${sandbox.url}/_sandbox/numbers`, { body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('at phoneId');
    expect(answer.text).toContain('at gateway');
    expect(await call('POST', `${sandbox.url}/_sandbox/numbers`, { body: '{' })).toMatchObject({ status: 400 });
  });

  it('a number or a group that is not there is refused by its name', async () => {
    const { client } = await emptySandbox();
    await expect(client.setSessionStatus('nobody', 'WORKING')).rejects.toThrow('404 to PUT /numbers/nobody/status');
    await expect(client.group(GROUP)).rejects.toThrow(`no group ${GROUP}`);
    const members = [{ instanceId: 'nobody' }];
    await expect(client.addGroup({ name: 'G', members })).rejects.toThrow('no number');
  });

  it('a group cannot be added over one that exists', async () => {
    const { client } = await emptySandbox();
    await client.addGroup({ id: GROUP, name: 'First' });
    await expect(client.addGroup({ id: GROUP, name: 'Second' })).rejects.toThrow('409');
    expect(await client.group(GROUP)).toMatchObject({ name: 'First' });
  });

  it('a whole exit can be set up, disturbed and looked at', async () => {
    const { sandbox, client } = await emptySandbox();
    const { url, received } = await webhookReceiver();
    await client.addNumber(sales);
    await client.setWebhook('sales', { url, secret: 'secret' });
    const members = [{ instanceId: 'sales', role: 'admin' as const }, { phoneId: HUMAN }];
    await client.addGroup({ id: GROUP, name: 'Vendas SP', members });
    await client.addFault({ name: 'server-error', operation: 'leave', times: 1 });
    const statuses = [];
    for (let n = 0; n < 2; n++) statuses.push((await waha(sandbox, 'POST', `${wahaGroup}/leave`)).status);
    await sandbox.webhooksSettled();

    expect(statuses).toEqual([500, 200]);
    expect(await client.faults()).toMatchObject([{ name: 'server-error', struck: 1 }]);
    const leaves = await client.journal({ operation: 'leave', instanceId: 'sales' });
    expect(leaves).toMatchObject([
      { status: 500, fault: 'server-error', effect: 'none' },
      { status: 200, effect: 'left' },
    ]);
    expect(await client.journal({ after: leaves[1]?.seq, kind: 'call' })).toEqual([]);
    expect(await client.group(GROUP)).toMatchObject({ members: [{ phoneId: HUMAN, role: 'admin' }] });
    expect(received.map(({ body }) => body.event)).toContain('group.v2.leave');
  });

  it('people can act by hand, by the same rules', async () => {
    const { client } = await emptySandbox();
    await client.addGroup({ id: GROUP, name: 'G', members: [{ phoneId: HUMAN }] });
    await client.act(GROUP, { act: 'say', by: HUMAN, text: 'Welcome' });
    await client.act(GROUP, { act: 'promote', by: HUMAN, ids: [HUMAN] });
    expect(await client.group(GROUP)).toMatchObject({
      messages: [{ text: 'Welcome' }],
      members: [{ role: 'participant' }],
    });
    const acts = await client.journal({ kind: 'act' });
    expect(acts).toMatchObject([
      { operation: 'say', effect: 'said' },
      { operation: 'promote', detail: 'not-an-admin' },
    ]);
  });

  it('webhooks can be sent by hand, and faults taken back', async () => {
    const { client } = await emptySandbox();
    const { url, received } = await webhookReceiver();
    await client.addNumber({ ...sales, webhook: { url } });
    const eventId = await client.sendEvent({
      instanceId: 'sales',
      event: 'session.status',
      payload: { status: 'WORKING' },
    });
    await eventually(() => received).toMatchObject([{ body: { id: eventId, payload: { status: 'WORKING' } } }]);
    await client.addFault({ name: 'drop' });
    await client.clearFaults();
    expect(await client.faults()).toEqual([]);
  });

  it('no number tells its token or its webhook secret', async () => {
    const { sandbox } = await emptySandbox();
    const body = { ...sales, webhook: { secret: 'webhook-secret' } };
    const added = await call('POST', `${sandbox.url}/_sandbox/numbers`, { body });
    const listed = await call('GET', `${sandbox.url}/_sandbox/numbers`);
    expect(listed.json).toMatchObject([{ instanceId: 'sales', webhook: { signed: true } }]);
    for (const secret of [sales.token, 'webhook-secret']) expect(added.text + listed.text).not.toContain(secret);
  });
});

it('the session of a gateway can go down and come back while calls wait for it', async () => {
  const sandbox = await sandboxWith(undefined, { sessionWaitMs: 30_000 });
  sandbox.world.setSessionStatus('sales', 'STARTING');
  const pending = waha(sandbox, 'POST', `${wahaGroup}/leave`);
  await eventually(() => sandbox.journal.count({ operation: 'leave' })).toBe(1);
  sandbox.world.setSessionStatus('sales', 'WORKING');
  expect((await pending).status).toBe(200);
  expect(sandbox.journal.count({ effect: 'left' })).toBe(1);
});
