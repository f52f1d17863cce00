import { expect, test } from 'vitest';
import type { PacePolicy } from '../../activities/pace/policy.ts';
import { presets } from '../../activities/pace/presets.ts';
import { faultsOf, goodFile, open } from './file.ts';

function withPace(pace: unknown) {
  const file = goodFile();
  return { ...file, instances: { sales: { ...file.instances.sales, pace } } };
}

async function paceOf(pace: unknown): Promise<PacePolicy> {
  return (await open(withPace(pace))).instances.get('sales').pace;
}

test('names every field of a pace that cannot be used, and what to write there, all at once', async () => {
  const said = await faultsOf(
    withPace({
      policy: 'brisk',
      gapSeconds: [120, 45],
      stepGapSeconds: [3],
      perHour: 0,
      perDay: 1.5,
      breakSeconds: ['5', 10],
      hours: { from: '9:00', to: '24:30' },
      weekdays: ['monday'],
      timeZone: 'Europe/Atlantis',
      since: '01.11.2026',
      speed: 1,
    }),
  );
  for (const fault of [
    'policy must be one of: gentle, standard, none',
    'gapSeconds must have the least before the most',
    'stepGapSeconds must be two numbers of seconds: the least and the most',
    'perHour must be at least 1',
    'perDay must be a whole number',
    'breakSeconds[0] must be a number',
    'hours.from must be a time such as 09:00',
    'hours.to must be a time such as 09:00',
    'weekdays[0] must be one of: mon, tue, wed, thu, fri, sat, sun',
    'timeZone is no time zone: use an IANA name such as America/Sao_Paulo',
    'since must be a date such as 2026-11-01',
  ]) {
    expect(said).toContain(`  - instances.sales.pace.${fault}`);
  }
  expect(said).toContain('  - instances.sales.pace has a key that means nothing here: speed');
});

test.each([
  ['brisk', 'pace.policy must be one of: gentle, standard, none'],
  [7, 'pace must be an object'],
  [{ weekdays: [] }, 'pace.weekdays must not be empty'],
  [{ hours: { from: '09:00', to: '09:00' } }, 'pace.hours end when they begin: write 00:00 to 24:00 for the whole day'],
  [{ policy: 'none', perDay: 10 }, 'pace has "none", which holds nothing back: leave the rest out'],
])('refuses %j', async (pace, fault) => {
  expect(await faultsOf(withPace(pace))).toContain(`instances.sales.${fault}`);
});

test('a number is gentle unless the file says otherwise', async () => {
  const { instances } = await open(goodFile());
  expect(instances.get('sales').pace).toEqual(presets.gentle);
  expect(await paceOf('standard')).toEqual(presets.standard);
  expect(await paceOf('none')).toEqual(presets.none);
});

test('what the file says of a pace replaces that of its policy, and nothing else', async () => {
  const pace = await paceOf({
    policy: 'standard',
    gapSeconds: [0.5, 2],
    perDay: 100,
    breakSeconds: [60, 60],
    hours: { from: '22:00', to: '24:00' },
    weekdays: ['sun', 'mon'],
    timeZone: 'America/Sao_Paulo',
  });
  expect(pace).toEqual({
    ...presets.standard,
    gap: { minMs: 500, maxMs: 2_000 },
    perDay: 100,
    breakFor: { minMs: 60_000, maxMs: 60_000 },
    hours: { from: '22:00', to: '24:00' },
    weekdays: [1, 7],
    timeZone: 'America/Sao_Paulo',
  });
});

test('a number leaves at most 20 groups a day until it has been in use for 30 days', async () => {
  const { young } = await paceOf({ since: '2026-11-01' });
  expect(young).toEqual({ untilMs: Date.parse('2026-12-01'), perDay: 20 });
});
