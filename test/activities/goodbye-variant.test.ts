import { expect, test } from 'vitest';
import { goodbyeFor } from '../../activities/goodbye-variant.ts';

const groups = Array.from({ length: 300 }, (_, index) => `12036300000000${String(index).padStart(4, '0')}@g.us`);

test('a group hears the same goodbye whoever looks, and however often', () => {
  const said = () => groups.map((groupId) => goodbyeFor(groupId, ['One', 'Two', 'Three']));
  expect(said()).toEqual(said());
});

test('each of several goodbyes is heard by its share of the groups', () => {
  const said = groups.map((groupId) => goodbyeFor(groupId, ['One', 'Two', 'Three']));
  for (const text of ['One', 'Two', 'Three']) {
    const share = said.filter((one) => one === text).length;
    expect(share).toBeGreaterThan(70);
    expect(share).toBeLessThan(130);
  }
});
