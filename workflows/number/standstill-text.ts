import type { NextTurn } from '../pace/next-turn.ts';
import { withoutFullStop } from '../sentences.ts';
import type { NumberCarried } from './carried.ts';

/** What holds the next turn back. */
export const reasons: Record<NextTurn['because'], string> = {
  now: 'nothing holds it back',
  gap: 'the gap after the last turn',
  break: 'a break',
  'hourly-cap': 'as many turns as the pace allows in an hour',
  'daily-cap': 'as many turns as the pace allows in a day',
  hours: 'outside of its hours',
  weekday: 'none of its weekdays',
};

/** Why the number grants nothing, as a sentence without its full stop; `undefined` where it works. Pure. */
export function standstillText({ pause, restriction, pace, paceFault }: NumberCarried): string | undefined {
  if (pause) {
    const by = pause.pausedBy === undefined ? '' : ` by ${pause.pausedBy}`;
    const why = pause.reason === undefined ? '' : ` (${pause.reason})`;
    return `the number is paused${by}${why} until ${until(pause, 'a person resumes it')}`;
  }
  if (restriction) {
    const { code, message } = restriction;
    const end = until(restriction, 'its session works again, or a person resumes it');
    return `the number has paused itself (${code}: ${withoutFullStop(message)}) until ${end}`;
  }
  return paceFault === undefined || pace ? undefined : `its pace could not be read: ${withoutFullStop(paceFault)}`;
}

function until({ untilMs }: { untilMs?: number }, otherwise: string): string {
  return untilMs === undefined ? otherwise : minute(untilMs);
}

/** A time as people read it: `2026-11-01 14:20 UTC`. */
export function minute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
