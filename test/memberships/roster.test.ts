import { expect, test } from 'vitest';
import { aClaim, anExit, departure, group, openBooks } from './books.ts';
import { onEachDatabase } from './databases.ts';

const other = { instanceId: 'support', groupId: '120363000000000002@g.us' };
const ana = '4915550001001@c.us';
const whole = {
  ...group,
  clientId: 'acme',
  groupName: 'Vendas SP',
  lastActivityMs: Date.parse('2026-01-31T10:00:00Z'),
  keep: true,
  successors: [ana],
};

onEachDatabase((database) => {
  test('puts groups in as active, with what is known of them', async () => {
    const books = await openBooks(database);
    expect(await books.importRows([whole, other])).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(await books.membership(group)).toMatchObject({ status: 'Active', clientId: 'acme', exitId: null });
    const { instanceId: _, ...known } = whole;
    expect(await books.knownGroups('sales')).toEqual([{ ...known, status: 'Active' }]);
    expect(await books.knownGroups('support')).toMatchObject([{ keep: false, successors: [] }]);
  });

  test('changes what a row says and leaves the rest, and counts what it did', async () => {
    const books = await openBooks(database);
    await books.importRows([whole, other]);
    const counts = await books.importRows([{ ...group, keep: false, successors: [] }, other]);
    expect(counts).toEqual({ added: 0, changed: 1, unchanged: 1 });
    expect(await books.knownGroups('sales')).toMatchObject([{ clientId: 'acme', keep: false, successors: [] }]);
    expect(await books.importRows([{ ...group, keep: false }])).toEqual({ added: 0, changed: 0, unchanged: 1 });
  });

  test('never changes how an exit stands', async () => {
    const books = await openBooks(database);
    await books.openExit(anExit('exit-1'));
    await books.claim(aClaim('exit-1', 'a'));
    await books.importRows([whole]);
    expect(await books.membership(group)).toMatchObject({ status: 'Leaving', exitId: 'exit-1', clientId: 'acme' });
    await books.markWithdrawn({ ...group, exitId: 'exit-1' }, departure);
    await books.importRows([{ ...whole, clientId: 'other' }]);
    expect(await books.membership(group)).toMatchObject({ status: 'Inactive - Withdrawn', evidence: departure });
  });

  test('an exit of an imported group begins like any other', async () => {
    const books = await openBooks(database);
    await books.importRows([whole]);
    expect(await books.openExit(anExit('exit-1'))).toEqual({ kind: 'open', exitId: 'exit-1', leaving: false });
    expect(await books.membership(group)).toMatchObject({ clientId: 'acme', reason: 'service ended' });
  });

  test('takes a whole page of a thousand, twice at the same time', async () => {
    const books = await openBooks(database);
    const page = Array.from({ length: 1_000 }, (_, index) => ({
      ...whole,
      groupId: `${120_363_000_000 + index}@g.us`,
    }));
    const [first, second] = await Promise.all([books.importRows(page), books.importRows(page)]);
    expect(first.added + second.added).toBe(1_000);
    expect(first.unchanged + second.unchanged).toBe(1_000);
    expect(await books.knownGroups('sales')).toHaveLength(1_000);
  });
});
