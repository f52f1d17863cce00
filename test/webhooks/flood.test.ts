import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GroupExits, type ExitHandle } from '../../client/index.ts';
import { createWebhookHandler, type WebhookOutcome } from '../../client/webhooks.ts';
import { httpApp } from '../../worker/http/app.ts';
import { startHttpServer, type HttpServer } from '../../worker/http/server.ts';
import { departureSeenSignal } from '../../workflows/messages.ts';
import { freshRequest } from '../client/scripted-worker.ts';
import { devServer, freshTaskQueue } from '../support/temporal.ts';
import { heardLogger } from '../worker/heard-logger.ts';
import { departure, secret, sign } from './deliveries.ts';
import { makeTrouble, troublemakers, type Trouble } from './troublemakers.ts';

const OF_EACH_KIND = 25;
const EVENTS = 40;
const POSTING_AT_ONCE = 4;

const outcomes: WebhookOutcome[] = [];
const heard = heardLogger();
let environment: TestWorkflowEnvironment;
let server: HttpServer;
let url: string;

beforeAll(async () => {
  environment = await devServer();
  const webhook = createWebhookHandler({
    client: environment.client,
    instances: () => ({ session: 'sales-session', secrets: [secret] }),
    log: (outcome) => outcomes.push(outcome),
  });
  const others = { readiness: async () => ({ ready: true, checks: {} }), metrics: async () => '' };
  server = await startHttpServer(httpApp({ webhook, ...others }, heard.logger).fetch, { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close(0);
  await environment.teardown();
});

/** 200 connections that stay 200 until enough: who is refused comes again at once. */
function flood(enough: () => boolean) {
  const answers = new Map<Trouble, Set<string>>();
  const connections: Promise<void>[] = [];
  const keepOn = async (kind: Trouble, connected: () => void) => {
    const [troublemaker] = troublemakers[kind];
    do {
      const status = await makeTrouble(troublemaker, server.port, connected);
      answers.set(kind, (answers.get(kind) ?? new Set()).add(status));
    } while (!enough());
  };
  const standing = (Object.keys(troublemakers) as Trouble[]).flatMap((kind) =>
    Array.from({ length: OF_EACH_KIND }, () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      connections.push(keepOn(kind, resolve));
      return promise;
    }),
  );
  return { answers, standing: Promise.all(standing), over: Promise.all(connections) };
}

/** Exits that nobody works on: what was handed on to them stays to be seen. */
function startExits(): Promise<ExitHandle[]> {
  const exits = new GroupExits({ client: environment.client, taskQueue: freshTaskQueue() });
  return Promise.all(Array.from({ length: EVENTS }, () => exits.exit(freshRequest())));
}

async function postDeparture({ groupId }: ExitHandle): Promise<{ id: string; status: number }> {
  const event = departure({ groupId });
  const body = JSON.stringify(event);
  const { status } = await fetch(`${url}/webhooks/waha/sales`, { method: 'POST', body, headers: sign(body) });
  return { id: event.id, status };
}

/** What Temporal has been told of departures, by the events' ids. */
async function toldTemporal({ workflowId }: ExitHandle): Promise<string[]> {
  const { events } = await environment.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    if (signal?.signalName !== departureSeenSignal.name) return [];
    const payload = Buffer.from(signal.input?.payloads?.[0]?.data ?? []).toString();
    return [(JSON.parse(payload) as { eventId: string }).eventId];
  });
}

test('under 200 connections of troublemakers every health check is answered and no valid event is lost', async () => {
  const exits = await startExits();
  const posted = new Map<ExitHandle, { id: string; status: number }>();
  const health: number[] = [];
  const { answers, standing, over } = flood(() => posted.size === EVENTS);
  await standing;

  const waiting = [...exits];
  const post = async () => {
    for (let exit = waiting.pop(); exit; exit = waiting.pop()) {
      posted.set(exit, await postDeparture(exit));
      health.push((await fetch(`${url}/healthz`)).status);
    }
  };
  await Promise.all(Array.from({ length: POSTING_AT_ONCE }, post));
  await over;

  expect(health).toEqual(Array.from({ length: EVENTS }, () => 200));
  expect([...posted.values()].map(({ status }) => status)).toEqual(Array.from({ length: EVENTS }, () => 202));
  for (const [exit, { id }] of posted) expect(await toldTemporal(exit)).toEqual([id]);
  const due = new Map(Object.entries(troublemakers).map(([kind, [, status]]) => [kind, new Set([status])]));
  expect(answers).toEqual(due);
  expect(outcomes).toContainEqual(expect.objectContaining({ status: 400, why: 'the body ended too early' }));
  expect(heard.lines).toEqual([]);
}, 120_000);
