import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { aGroup, anInstance, groupId, person, portsOf } from './scripted-gateway.ts';

const ana = '4915101@c.us';
const bea = '4915102@c.us';
const carla = '4915103@c.us';
const group = { instanceId: 'sales', groupId };

/** A group with Ana, Bea and Carla, of which the row names Bea and the client's list Carla. */
async function house() {
  const participants = [person('4915100@c.us', 'superadmin'), person(ana), person(bea), person(carla)];
  const promoted: string[] = [];
  const instance = anInstance({
    group: async () => ({ kind: 'found', group: aGroup({ participants }) }),
    promote: async (_, listedAs) => {
      promoted.push(listedAs);
      participants.forEach((one) => {
        if (one.listedAs === listedAs) one.role = 'admin';
      });
    },
  });
  const ports = await portsOf(instance);
  ports.instances.successorsOfClient = (clientId) => (clientId === 'acme' ? [carla] : []);
  const run = <Input, Result>(activity: (input: Input) => Promise<Result>, input: Input) =>
    new MockActivityEnvironment().run(activity, input);
  const { promoteSuccessor, previewGroup } = createActivities(ports);
  return {
    roster: ports.roster,
    promoted,
    handOver: (successors: string[]) => run(promoteSuccessor, { ...group, exitId: 'exit-1', successors }),
    look: (successors: string[]) => run(previewGroup, { ...group, reason: 'over', successors }),
  };
}

test("a group that the books know nothing of has its instance's successors, which are none here", async () => {
  const { look, handOver } = await house();
  expect(await look([])).toMatchObject({ facts: { successors: { configured: 0 } } });
  await expect(handOver([])).rejects.toMatchObject({ type: 'NoSuccessorPresent' });
});

test("a group's row names its successor where the request names none", async () => {
  const { roster, promoted, look, handOver } = await house();
  await roster.importRows([{ ...group, clientId: 'acme', successors: [bea] }]);
  expect(await look([])).toMatchObject({ facts: { successors: { configured: 1, presentRank: 1 } } });
  await handOver([]);
  expect(promoted).toEqual([bea]);
});

test('the request goes before the row', async () => {
  const { roster, promoted, handOver } = await house();
  await roster.importRows([{ ...group, successors: [bea] }]);
  await handOver([ana]);
  expect(promoted).toEqual([ana]);
});

test("and the list of the client that the row names before the instance's", async () => {
  const { roster, promoted, handOver } = await house();
  await roster.importRows([{ ...group, clientId: 'acme' }]);
  await handOver([]);
  expect(promoted).toEqual([carla]);
});
