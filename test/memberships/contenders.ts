import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that waits for the word; see `contender.ts`. */
interface Contender {
  go(): Promise<{ claimed: number[]; code: number | null }>;
}

/** Starts one process for each list of arguments and waits until all of them are at the line. */
export async function startContenders(each: string[][]): Promise<Contender[]> {
  return Promise.all(each.map(start));
}

async function start(args: string[]): Promise<Contender> {
  const contender = fork(fileURLToPath(new URL('./contender.ts', import.meta.url)), args);
  await once(contender, 'message');
  return {
    go: () => {
      const { promise, resolve } = Promise.withResolvers<{ claimed: number[]; code: number | null }>();
      const claimed: number[] = [];
      contender.on('message', (n) => claimed.push(Number(n)));
      contender.on('exit', (code) => resolve({ claimed, code }));
      contender.send('go');
      return promise;
    },
  };
}
