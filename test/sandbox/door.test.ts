import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { startSandbox } from '../../worker/embedded/sandbox/start-sandbox.ts';
import { until } from '../support/house.ts';

it('opens again once a stranger has let go of the port that it had left for a while', async () => {
  const sandbox = await startSandbox();
  const answers = () =>
    fetch(`${sandbox.url}/_sandbox/numbers`).then(
      ({ ok }) => ok,
      () => false,
    );
  sandbox.faults.add({ name: 'refuse-connection', delayMs: 1_000 });
  const stranger = createServer((socket) => socket.destroy());
  await until(() => answers().then((ok) => !ok));
  stranger.listen(Number(new URL(sandbox.url).port), '127.0.0.1');
  await once(stranger, 'listening');
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(await answers()).toBe(false);
  await once(stranger.close(), 'close');
  await until(answers);
  await sandbox.close();
});
