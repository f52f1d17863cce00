import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { WhatsAppGateway } from '../../activities/gateways/gateway.ts';
import type { Ports } from '../../activities/ports.ts';
import { anInstance, found, groupId, portsOf } from './scripted-gateway.ts';

const closing = 'Resources: example.org/case';

/** A group whose description can be set, unless a story says otherwise. */
function room(description: string, setDescription?: WhatsAppGateway['setDescription']) {
  const shown = { description, sets: 0 };
  const set: WhatsAppGateway['setDescription'] = async (_, text) => {
    shown.sets++;
    shown.description = text;
  };
  const gateway = {
    group: async () => found({ description: shown.description }),
    setDescription: setDescription ?? set,
  };
  return { shown, instance: anInstance(gateway) };
}

async function close({ instance }: ReturnType<typeof room>, ports?: Ports) {
  const activities = createActivities(ports ?? (await portsOf(instance)));
  return new MockActivityEnvironment().run(activities.setClosingDescription, {
    instanceId: 'sales',
    groupId,
    exitId: 'exit-1',
    closingDescription: closing,
  });
}

test('what is there is kept, and ours is added below it', async () => {
  const group = room('House rules: be kind.\n');
  expect(await close(group)).toBe('set');
  expect(group.shown.description).toBe(`House rules: be kind.\n\n${closing}`);
});

test('ours is never added twice', async () => {
  const group = room('');
  await close(group);
  expect(await close(group)).toBe('already-there');
  expect(group.shown).toEqual({ description: closing, sets: 1 });
});

test('nothing is cut off to make room', async () => {
  const group = room('x'.repeat(2_030));
  expect(await close(group)).toBe('no-room');
  expect(group.shown.sets).toBe(0);
});

test('accepted and not shown is not done', async () => {
  await expect(close(room('', async () => {}))).rejects.toMatchObject({ type: 'NotReadBack', nonRetryable: false });
});

test('a lost answer is told by the read-back', async () => {
  const group: ReturnType<typeof room> = room('', async (_, text) => {
    group.shown.description = text;
    throw new GatewayFailure('unknown', 'timeout', 'no answer in time');
  });
  expect(await close(group)).toBe('set');
});

test('a gateway that changes line ends does not make us add it again', async () => {
  const group = room('', async (_, text) => {
    group.shown.description = text.replaceAll('\n', '\r\n');
  });
  group.shown.description = 'House rules';
  expect(await close(group)).toBe('set');
  expect(await close(group)).toBe('already-there');
});

test('an answer that nobody documents is told by the read-back, and its shape is kept', async () => {
  const undocumented = 'HTTP 202, application/json, {queued: boolean}';
  const group: ReturnType<typeof room> = room('', async (_, text) => {
    group.shown.description = text;
    throw new GatewayFailure('unknown', 'unexpected-answer', 'odd', { undocumented });
  });
  expect(await close(group)).toEqual({ set: true, undocumented });
});

test('an answer that nobody documents is told also where only a later attempt reads the description back', async () => {
  const undocumented = 'HTTP 202, application/json, {queued: boolean}';
  const group = room('', async () => {
    throw new GatewayFailure('unknown', 'unexpected-answer', 'odd', { undocumented });
  });
  const ports = await portsOf(group.instance);
  await expect(close(group, ports)).rejects.toMatchObject({ type: 'NotReadBack' });
  group.shown.description = closing;
  expect(await close(group, ports)).toEqual({ set: true, undocumented });
});

test('an answer that nobody documents, and no description to be read, is not done', async () => {
  const group = room('', async () => {
    throw new GatewayFailure('unknown', 'unexpected-answer', 'odd (its answer: HTTP 202)');
  });
  await expect(close(group)).rejects.toMatchObject({
    type: 'NotReadBack',
    message: 'odd (its answer: HTTP 202); the group does not show it',
  });
});
