import { expect, it } from 'vitest';
import { OpenParts } from '../../worker/process/open-parts.ts';

it('closes all the others when one cannot be closed, and says so', async () => {
  const parts = new OpenParts();
  const closed: string[] = [];
  await parts.open(
    () => 'database',
    (name) => void closed.push(name),
  );
  await parts.open(
    () => 'cache',
    () => Promise.reject(new Error('cache is stuck')),
  );
  await parts.open(
    () => 'server',
    (name) => void closed.push(name),
  );

  await expect(parts.close()).rejects.toThrow('cache is stuck');
  expect(closed).toEqual(['server', 'database']);
});

it('does not close what never opened', async () => {
  const parts = new OpenParts();
  const closed: string[] = [];
  await parts.open(
    () => 'database',
    (name) => void closed.push(name),
  );
  const failing = parts.open(
    () => Promise.reject(new Error('no port')),
    () => void closed.push('server'),
  );

  await expect(failing).rejects.toThrow('no port');
  await parts.close();
  expect(closed).toEqual(['database']);
});

it('closes each part once', async () => {
  const parts = new OpenParts();
  const closed: string[] = [];
  await parts.open(
    () => 'database',
    (name) => void closed.push(name),
  );
  await parts.close();
  await parts.close();

  expect(closed).toEqual(['database']);
});
