import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { GroupExits, NoSuchExit, NoWorker, PreviewFailed } from '../../client/index.ts';
import type { ExitHandle, ExitPreview, ExitRequest, PreviewRequest } from '../../client/index.ts';
import { facts, failure } from '../stories/scripted.ts';
import { freshTaskQueue, devServer } from '../support/temporal.ts';
import { freshRequest, prompt, withWorker } from './scripted-worker.ts';

const dry = () => ({ ...freshRequest(), dryRun: true }) as const;

let environment: TestWorkflowEnvironment;
beforeAll(async () => void (environment = await devServer()));
afterAll(() => environment.teardown());

test('the type of a request says whether a handle or a preview comes back', () => {
  const ask = (exits: GroupExits) => ({
    exit: (request: ExitRequest) => exits.exit(request),
    preview: (request: PreviewRequest) => exits.exit(request),
    either: (request: ExitRequest, dryRun: boolean) => exits.exit({ ...request, dryRun }),
  });
  expectTypeOf<ReturnType<typeof ask>>().toEqualTypeOf<{
    exit: (request: ExitRequest) => Promise<ExitHandle>;
    preview: (request: PreviewRequest) => Promise<ExitPreview>;
    either: (request: ExitRequest, dryRun: boolean) => Promise<ExitHandle | ExitPreview>;
  }>();
});

describe('without a worker', () => {
  test('a dry run says so', async () => {
    const exits = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() });
    await expect(exits.exit(dry())).rejects.toThrow(NoWorker);
  });

  test('the receipt of an exit that Temporal has forgotten is not to be had', async () => {
    const exits = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() });
    await expect(exits.handle(freshRequest()).receipt()).rejects.toThrow(NoWorker);
  });
});

describe('a dry run', () => {
  test('that could not look at the group says what failed', () => {
    const script = prompt({
      previewGroup: () => Promise.reject(failure('UnknownInstance', 'There is no instance sales. Correct the id.')),
    });
    return withWorker(environment, script, async (exits) => {
      const failed = await exits.exit(dry()).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(PreviewFailed);
      expect(String(failed)).toMatch(/: There is no instance sales\. Correct the id\. Nothing was changed\.$/);
    });
  });

  test('only looks, and says what each step would do', () => {
    const script = prompt();
    return withWorker(environment, script, async (exits) => {
      const request = dry();
      const preview = await exits.exit({ ...request, closingDescription: 'See example.org' });
      expect(preview.verdict).toBe('leave');
      expect(preview.steps.filter(({ would }) => would === 'do').map(({ step }) => step)).toEqual([
        'invite-code',
        'closing-description',
        'successor',
        'goodbye',
        'leave',
        'confirmation',
        'withdrawn',
        'caches',
      ]);
      expect(script.calls).toEqual(['previewGroup']);
      await expect(exits.handle(request).receipt()).rejects.toThrow(NoSuchExit);
    });
  });

  test('answers each question by itself, also while another one is asked about the same group', () => {
    const nobodyThere = { ...facts, successors: { configured: 1 } };
    const script = prompt({ previewGroup: async () => ({ kind: 'member', facts: nobodyThere }) });
    return withWorker(environment, script, async (exits) => {
      const request = dry();
      const [careful, bold] = await Promise.all([
        exits.exit(request),
        exits.exit({ ...request, onNoSuccessor: 'leave' }),
      ]);
      expect([careful.verdict, bold.verdict]).toEqual(['hold', 'leave']);
    });
  });
});
