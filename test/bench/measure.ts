import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Measured {
  perSecond: number;
  /** Median of the single durations, ms. */
  p50Ms: number;
}

/** Does the work for each item, so many at a time. */
export async function measure<Item>(
  items: Item[],
  inFlight: number,
  work: (item: Item) => Promise<unknown>,
): Promise<Measured> {
  const queue = [...items];
  const durationsMs: number[] = [];
  const startedMs = performance.now();
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const beganMs = performance.now();
      await work(item);
      durationsMs.push(performance.now() - beganMs);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { perSecond: (items.length * 1_000) / (performance.now() - startedMs), p50Ms: median(durationsMs) };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** CPU time that a process has used so far, in ms, as Linux accounts it (10 ms ticks). */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The most memory that a process has had resident so far, in MiB, as Linux accounts it. */
export function peakMiB(pid: number): number {
  const [, kib] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}
