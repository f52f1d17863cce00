import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Books } from '../../activities/memberships/books.ts';
import { Courier, type CourierOptions } from '../../worker/outbox/courier.ts';
import { Doorbell } from '../../worker/outbox/doorbell.ts';
import { openBooks, openBooksAt } from '../memberships/books.ts';
import { Clock } from '../memberships/clock.ts';
import { onEachDatabase, sqlite } from '../memberships/databases.ts';
import { until } from '../support/house.ts';
import { secret, startService, type Service } from './service.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

function startCourier(books: Books, { url }: Pick<Service, 'url'>, more: Partial<CourierOptions> = {}) {
  const doorbell = new Doorbell();
  const courier = new Courier({ outbox: books, target: { url, secret }, doorbell, logger: silent, ...more });
  onTestFinished(() => courier.stop());
  return { courier, ring: doorbell.ring };
}

async function happen(books: Books, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await books.openExit({ instanceId: 'sales', groupId: `${120_363 + index}@g.us`, exitId: 'exit-1', reason: 'over' });
  }
}

const pending = async (books: Books) => (await books.outboxCounts()).pending;
const anHour = 60 * 60 * 1_000;

onEachDatabase((database) => {
  test('the service is told of a change, signed, with its place in the order of changes', async () => {
    const books = await openBooks(database, undefined, () => {});
    const service = await startService();
    startCourier(books, service);
    await happen(books, 2);
    await until(async () => (await pending(books)) === 0);
    const [first, second] = service.told.toSorted(
      (a, b) => Number(a.event.data['sequence']) - Number(b.event.data['sequence']),
    );
    expect(first?.event).toEqual({
      type: 'membership.changed',
      timestamp: expect.stringMatching(/^\d{4}-.+Z$/),
      data: {
        instanceId: 'sales',
        groupId: '120363@g.us',
        status: 'Active',
        previousStatus: null,
        clientId: null,
        reason: 'over',
        exitId: 'exit-1',
        sequence: expect.any(Number),
      },
    });
    expect(second?.id).not.toBe(first?.id);
  });

  test.each([
    ['refuses it', 500],
    ['sends it elsewhere', 302],
    ['is gone', 410],
    ['does not answer', 'silence' as const],
    ['breaks the connection', (response: { destroy: () => void }) => response.destroy()],
  ])('an event is offered again, as the same, when the service %s', async (_, answer) => {
    const clock = new Clock();
    const books = await openBooks(database, clock, () => {});
    const service = await startService({ answers: [answer, answer] });
    const { ring } = startCourier(books, service, { deadlineMs: 200 });
    await happen(books, 1);
    while ((await pending(books)) > 0) {
      await clock.pass(1_000);
      ring();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(service.told).toHaveLength(3);
    expect(new Set(service.told.map(({ id }) => id)).size).toBe(1);
    expect(new Set(service.told.map(({ event }) => JSON.stringify(event))).size).toBe(1);
  });

  test('nothing is lost while the service is down', async () => {
    const clock = new Clock();
    const books = await openBooks(database, clock, () => {});
    const before = await startService();
    await before.close();
    const tries = { failed: 0 };
    const counting: Books = {
      ...books,
      markTried: async (...all) => {
        await books.markTried(...all);
        tries.failed += 1;
      },
    };
    const { ring } = startCourier(counting, before);
    await happen(books, 30);
    await until(() => tries.failed >= 30);
    expect(await pending(books)).toBe(30);
    const after = await startService({ port: Number(new URL(before.url).port) });
    await clock.pass(3 * anHour);
    ring();
    await until(async () => (await pending(books)) === 0);
    expect(new Set(after.told.map(({ event }) => event.data['groupId'])).size).toBe(30);
  });

  test('two workers share the work, and each event is told once', async () => {
    const place = { ...(await database.newPlace()), eventsWritten: () => {} };
    const [one, other] = [await openBooksAt(place), await openBooksAt(place)];
    await happen(one, 60);
    const service = await startService();
    startCourier(one, service);
    startCourier(other, service);
    await until(async () => (await pending(one)) === 0);
    expect(service.told).toHaveLength(60);
    expect(new Set(service.told.map(({ id }) => id)).size).toBe(60);
  });
});

test('an event that the service never takes is given up after days, and counted', async () => {
  const clock = new Clock();
  const books = await openBooks(sqlite, clock, () => {});
  const service = await startService({ answers: [500, 500] });
  const given: unknown[] = [];
  const { ring } = startCourier(books, service, {
    logger: { ...silent, error: (what: unknown) => void given.push(what) },
  });
  await happen(books, 1);
  await until(() => service.told.length === 1);
  expect((await books.outboxCounts()).failed).toBe(0);
  await until(async () => {
    // Again and again: the first may come before the failed try is noted, whose next try is then counted from there.
    await clock.pass(5 * 24 * anHour);
    ring();
    return (await books.outboxCounts()).failed === 1;
  });
  expect(await books.outboxCounts()).toEqual({ pending: 0, oldestMs: 0, failed: 1 });
  expect(given).toEqual([expect.objectContaining({ type: 'membership.changed', why: 'the service answered 500' })]);
});

describe('a worker that ends', () => {
  test('brings what it has taken, and takes no more', async () => {
    const books = await openBooks(sqlite, undefined, () => {});
    await happen(books, 20);
    const arrived = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const service = await startService({
      answers: Array.from({ length: 8 }, () => (response: { writeHead: (status: number) => { end: () => void } }) => {
        arrived.resolve();
        void answer.promise.then(() => response.writeHead(200).end());
      }),
    });
    const { courier } = startCourier(books, service);
    await arrived.promise;
    const stopped = courier.stop();
    answer.resolve();
    await stopped;
    expect(service.told).toHaveLength(8);
    expect(await pending(books)).toBe(12);
  });

  test('by SIGKILL after it has told and before it could note that, leaves the event to another, as the same', async () => {
    const place = { ...(await sqlite.newPlace()), eventsWritten: () => {} };
    const books = await openBooksAt(place);
    await happen(books, 1);
    const killed = Promise.withResolvers<void>();
    const service = await startService({ answers: [() => killed.resolve()] });
    const child = spawn(process.execPath, [fileURLToPath(new URL('./courier-process.ts', import.meta.url))], {
      env: { BOOKS: 'file' in place ? place.file : '', URL: service.url, SECRET: secret, LEASE_MS: '500' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await killed.promise;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await pending(books)).toBe(1);
    startCourier(books, service);
    await until(async () => (await pending(books)) === 0);
    expect(service.told).toHaveLength(2);
    expect(service.told[0]).toEqual(service.told[1]);
  });
});

test('events that were written here are brought at once, and not when somebody looks', async () => {
  const doorbell = new Doorbell();
  const wait = doorbell.wait(3_600_000);
  doorbell.ring();
  await wait;
  doorbell.ring();
  await doorbell.wait(3_600_000);
});
