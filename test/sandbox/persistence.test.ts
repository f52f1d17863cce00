import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../worker/embedded/sandbox/start-sandbox.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { GROUP, HUMAN, oneGroup, sandboxWith, waha, wahaGroup, webhookReceiver } from './fixture.ts';

describe('a sandbox with a data file', () => {
  it('says which file it cannot open', async () => {
    const dataFile = join(temporaryDirectory(), 'no-such-folder', 'world.sqlite');
    await expect(startSandbox({ dataFile })).rejects.toThrow(dataFile);
  });

  it('says which port is taken', async () => {
    const sandbox = await sandboxWith();
    const port = Number(new URL(sandbox.url).port);
    await expect(startSandbox({ port })).rejects.toThrow(`port ${port}`);
  });

  it('goes on where it was after a restart, whatever seed it is given again', async () => {
    const dataFile = join(temporaryDirectory(), 'world.sqlite');
    const before = await startSandbox({ dataFile, seed: oneGroup() });
    const send = { session: 'default', chatId: GROUP, text: 'Goodbye', id: '3EB0AAAA' };
    await waha(before, 'POST', '/api/sendText', send);
    await waha(before, 'POST', `${wahaGroup}/leave`);
    before.world.act(GROUP, { act: 'describe', by: HUMAN, description: 'Closed' });
    const kept = {
      group: before.world.group(GROUP),
      messages: before.world.messages(GROUP),
      journal: before.journal.entries(),
    };
    await before.close();

    const after = await sandboxWith(oneGroup({ description: 'From the seed' }), { dataFile });
    expect(after.world.group(GROUP)).toEqual(kept.group);
    expect(after.world.messages(GROUP)).toEqual(kept.messages);
    expect(after.world.numbers().map((number) => number.instanceId)).toEqual(['sales', 'support']);
    expect(after.journal.entries().slice(0, kept.journal.length)).toEqual(kept.journal);
    expect((await waha(after, 'POST', `${wahaGroup}/leave`)).status).toBe(200);
    expect(after.journal.entries({ operation: 'leave' })).toMatchObject([
      { effect: 'left' },
      { detail: 'not-a-member' },
    ]);
  });

  it('has forgotten what webhooks were pending and what faults were asked for, as WAHA does with its own', async () => {
    const dataFile = join(temporaryDirectory(), 'world.sqlite');
    const receiver = await webhookReceiver();
    const before = await startSandbox({ dataFile, seed: oneGroup(), webhookDelayMs: 60_000 });
    before.faults.add({ name: 'drop' });
    before.world.setWebhook('sales', { url: receiver.url });
    before.world.act(GROUP, { act: 'leave', by: HUMAN });
    await before.close();

    const after = await sandboxWith({}, { dataFile });
    await after.webhooksSettled();
    expect(after.faults.list()).toEqual([]);
    expect(after.journal.count({ kind: 'webhook' })).toBe(0);
    expect(receiver.received).toEqual([]);
  });
});
