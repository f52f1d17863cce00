import type { PacePolicy, Range } from './policy.ts';

const seconds = (min: number, max: number): Range => ({ minMs: min * 1_000, maxMs: max * 1_000 });
const minutes = (min: number, max: number): Range => seconds(min * 60, max * 60);

/** More than anybody does. Not `Infinity`, which JSON has not. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

const within = { stepGap: seconds(3, 8), goodbyeToLeave: seconds(20, 60) };

/**
 * The paces to choose from. Nobody publishes a number for leaving groups; these stay within what is published for sending:
 * WAHA's advice against blocking (30 to 60 s between messages, never a fixed time, breaks after each batch) and what users
 * report of breaks, hours and daily numbers. Numbers were banned at 1 s between steps (adiwajshing/Baileys #489).
 */
export const presets: Record<PacePolicy['name'], PacePolicy> = {
  gentle: {
    name: 'gentle',
    gap: seconds(45, 120),
    ...within,
    perHour: 30,
    perDay: 200,
    breakEvery: 25,
    breakFor: minutes(5, 10),
    hours: { from: '09:00', to: '20:00' },
    weekdays: [1, 2, 3, 4, 5],
    timeZone: 'UTC',
  },
  standard: {
    name: 'standard',
    gap: seconds(30, 60),
    ...within,
    perHour: 40,
    perDay: 250,
    breakEvery: 25,
    breakFor: minutes(3, 7),
    hours: { from: '08:00', to: '21:00' },
    weekdays: [1, 2, 3, 4, 5, 6],
    timeZone: 'UTC',
  },
  none: {
    name: 'none',
    gap: seconds(0, 0),
    stepGap: seconds(0, 0),
    goodbyeToLeave: seconds(0, 0),
    perHour: UNLIMITED,
    perDay: UNLIMITED,
    breakEvery: UNLIMITED,
    breakFor: seconds(0, 0),
    hours: { from: '00:00', to: '24:00' },
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    timeZone: 'UTC',
  },
};
