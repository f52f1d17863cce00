import { expect, test } from 'vitest';
import type { WaitingHold } from '../../activities/plans/holds.ts';
import { decideUpdate, reinforceSignal, type Reinforcement } from '../../workflows/messages.ts';
import { resignationAttribute } from '../../workflows/search-attributes.ts';
import { facts, input, script, type Script } from './scripted.ts';
import { play, tell } from './story.ts';

const nobody = { ...facts, successors: { configured: 0 } };
const preFlight: Script['activities']['preFlight'] = async ({ exitId }) => ({
  kind: 'member',
  exitId,
  leaving: false,
  facts: nobody,
});
const anyway = { action: 'leave-anyway', decidedBy: 'ana' } as const;

test('notes a hold in the books until a person has decided', async () => {
  const notes: WaitingHold[] = [];
  const told = script({ preFlight, noteHold: async (hold) => void notes.push(hold) });
  await tell(
    told,
    async ({ handle, until, receipt }) => {
      await until(({ hold }) => hold !== undefined && notes.length > 0);
      expect(told.calls).not.toContain('dropHold');
      await handle.executeUpdate(decideUpdate, { args: [anyway] });
      const { exitId, outcome } = await receipt();
      expect(outcome).toBe('left');
      const { instanceId, groupId } = input;
      expect(notes).toMatchObject([{ exitId, instanceId, groupId, kind: 'no-successor' }]);
      expect(told.calls.indexOf('dropHold')).toBeGreaterThan(told.calls.indexOf('noteHold'));
    },
    { version: 2 },
  );
});

test('lets a person decide while the books are away', async () => {
  let notes = 0;
  const noteHold = async () => {
    notes++;
    throw new Error('the database is away');
  };
  const told = script({ preFlight, noteHold });
  await tell(
    told,
    async ({ handle, until, receipt }) => {
      await until(({ hold }) => hold !== undefined && notes > 0);
      await handle.executeUpdate(decideUpdate, { args: [anyway] });
      expect((await receipt()).outcome).toBe('left');
    },
    { version: 2 },
  );
});

test('goes on to its hold when the lane that started it is not there any more', async () => {
  await tell(
    script({ preFlight }),
    async ({ handle, until, receipt }) => {
      await until(({ hold }) => hold !== undefined);
      await handle.executeUpdate(decideUpdate, { args: [{ action: 'abandon', decidedBy: 'ana' }] });
      expect((await receipt()).outcome).toBe('abandoned');
    },
    { version: 2, resignationId: 'r-gone' },
  );
});

test('takes no notes in an exit that an earlier release has begun', async () => {
  const told = script({ preFlight });
  await play(told, { version: undefined, holdDeadlineMs: 1_000 });
  expect(told.calls).not.toContain('noteHold');
  expect(told.calls).not.toContain('dropHold');
});

test('is found under every resignation that counts on it, whatever a person sends by hand', async () => {
  await tell(
    script({ preFlight }),
    async ({ handle, until }) => {
      await until(({ hold }) => hold !== undefined);
      for (const malformed of [undefined, {}, { resignationId: 7 }, { resignationId: '' }])
        await handle.signal(reinforceSignal, malformed as unknown as Reinforcement);
      for (const resignationId of ['r-2', 'r-2', 'r-1']) await handle.signal(reinforceSignal, { resignationId });
      await handle.executeUpdate(decideUpdate, { args: [anyway] });
      await handle.result();
      const { typedSearchAttributes } = await handle.describe();
      expect(typedSearchAttributes.get(resignationAttribute)).toEqual(['r-1', 'r-2']);
    },
    { version: 2, resignationId: 'r-1' },
  );
});
