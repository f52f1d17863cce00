import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exitWorkflowId, groupOfExit, previewWorkflowId, receiptWorkflowId } from '../../client/workflow-ids.ts';

const instanceIds = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);
const groupIds = fc.stringMatching(/^(\d{10,25}|\d{5,20}-\d{9,11})@g\.us$/);

test.each([
  '',
  'exit',
  'exit//120363000000000000@g.us',
  'exit/a/4915112345678@c.us',
  'exit/a/120363000000000000@g.us/b',
])('takes %j for the id of no exit', (id) => {
  expect(groupOfExit(id)).toBeUndefined();
});

test('finds the group again in the id of its exit, and in no other id', () => {
  fc.assert(
    fc.property(instanceIds, groupIds, (instanceId, groupId) => {
      const group = { instanceId, groupId };
      expect(groupOfExit(exitWorkflowId(group))).toEqual(group);
      expect(groupOfExit(receiptWorkflowId(group))).toBeUndefined();
      expect(groupOfExit(previewWorkflowId(group, '1'))).toBeUndefined();
    }),
  );
});
