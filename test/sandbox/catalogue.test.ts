import { describe, expect, it } from 'vitest';
import { catalogueEntries } from '../../worker/embedded/sandbox/faults/catalogue.ts';
import { EVERYWHERE, placeOf } from '../../worker/embedded/sandbox/faults/places.ts';
import { GROUP } from './fixture.ts';
import { numberOn, sandboxOn } from './places.ts';

/** What waits for ever is given up by the caller. */
const ANSWERED_LATE = ['hang', 'timeout-after-effect', 'description-hung', 'endless-body'];

const cells = catalogueEntries.flatMap(({ name, possibleOn, onBegin }) =>
  possibleOn.map((place) => ({ name, place, lasts: onBegin !== undefined })),
);

describe('can be produced:', () => {
  it.each(cells)('$name on $place', async ({ name, place, lasts }) => {
    const { sandbox, ask, me } = await sandboxOn(place);
    sandbox.world.addGroup({ name: 'Other', members: [{ instanceId: me.instanceId }] });
    const scope = name === 'missing-from-list' ? { groupId: GROUP } : {};
    sandbox.faults.add({ name, delayMs: 1, ...(lasts ? {} : { times: 1 }), ...scope });
    const steps = [
      ask.session,
      ask.me,
      ask.list,
      ask.group,
      ask.participants,
      ask.invite,
      () => ask.describe('Closed'),
    ];
    const more = [ask.promote, ask.send, ask.messages, ask.leave, ask.list, ask.group, ask.participants];
    const isStruck = () => sandbox.faults.list().some(({ struck }) => struck > 0);
    for (const step of [...steps, ...more]) {
      if (isStruck()) break;
      await (ANSWERED_LATE.includes(name) ? Promise.race([quietly(step()), struckSoon(isStruck)]) : quietly(step()));
    }
    if (!isStruck()) sandbox.world.setSessionStatus(me.instanceId, 'FAILED');
    expect(isStruck()).toBe(true);
  });
});

it.each(catalogueEntries)('$name: where it is not possible, the catalogue says why', ({ possibleOn, notOn = {} }) => {
  const others = EVERYWHERE.filter((place) => !possibleOn.includes(place));
  expect(Object.keys(notOn).toSorted()).toEqual(others.toSorted());
});

it('a fault is nowhere said to be possible twice, nor for calls that no gateway has', () => {
  for (const { possibleOn } of catalogueEntries) {
    expect(possibleOn.length).toBeGreaterThan(0);
    expect(new Set(possibleOn).size).toBe(possibleOn.length);
    expect(possibleOn.map((place) => placeOf(numberOn(place)))).toEqual(possibleOn);
  }
});

async function quietly(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => error);
}

async function struckSoon(isStruck: () => boolean): Promise<void> {
  while (!isStruck()) await new Promise((resolve) => setTimeout(resolve, 5));
}
