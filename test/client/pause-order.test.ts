import { expect, test } from 'vitest';
import { parsePauseOrder } from '../../client/pause-order.ts';

test.each([
  ['a phone number', { pausedBy: '+49 151 23456789' }, 'pausedBy: looks like a phone number'],
  ['no words', { reason: ' ' }, 'reason: is empty'],
  ['a field that is none', { by: 'ana' }, 'by:'],
  ['a text for an order', 'now', 'is no object'],
])('a pause takes %s for a fault', (_, order, fault) => {
  expect(() => parsePauseOrder(order)).toThrow(fault);
});

test.each([[{}], [{ reason: 'complaints' }], [{ reason: 'complaints', pausedBy: 'ana' }]])('%j is a pause', (order) => {
  expect(parsePauseOrder(order)).toEqual(order);
});
