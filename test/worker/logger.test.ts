import { expect, it } from 'vitest';
import { temporalLogger } from '../../worker/telemetry/temporal-logger.ts';
import { heardLogger } from './heard-logger.ts';

it('redacts messages, fields, errors and their stacks alike', () => {
  const { logger, lines } = heardLogger({ secrets: ['top-secret-token'] });
  const err = new Error('the gateway refused top-secret-token', { cause: new Error('of 5511999998888@c.us') });
  logger.error({ err, headers: { authorization: 'Basic abc' }, top: 'top-secret-token' }, 'top-secret-token failed');
  logger.child({ bound: 'top-secret-token' }).info('hello');

  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toMatch(/top-secret-token|Basic abc|5511999998888/);
  expect(lines[0]).toContain('the gateway refused [redacted]');
});

it("writes what the SDK says as the others' lines, its errors readable", () => {
  const { logger, lines } = heardLogger();
  const sdk = temporalLogger(logger);
  sdk.warn('Worker is slow', { sdkComponent: 'worker', taskQueue: 'group-exit', error: new TypeError('of a kind') });
  sdk.log('INFO', 'Worker state changed', { state: 'RUNNING' });
  sdk.debug('not asked for');

  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    {
      level: 'warn',
      msg: 'Worker is slow',
      taskQueue: 'group-exit',
      error: { type: 'TypeError', message: 'of a kind' },
    },
    { level: 'info', msg: 'Worker state changed', state: 'RUNNING' },
  ]);
});

it('writes nothing below its level', () => {
  const { logger, lines } = heardLogger({ level: 'error' });
  logger.warn('not asked for');

  expect(lines).toEqual([]);
});
