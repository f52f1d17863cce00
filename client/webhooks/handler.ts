import type { Client } from '@temporalio/client';
import type { GatewayEvent, SessionEvent } from '../../activities/gateways/webhooks.ts';
import type { GatewayKind } from '../../activities/instances/instances.ts';
import { endpointOf, isGatewayKind, type WebhookEndpoint } from './endpoint.ts';
import { readRawBody } from './raw-body.ts';
import { proveSignature, readEvent } from './read-event.ts';
import { Refusal } from './refusal.ts';
import { tellExit } from './tell-exit.ts';
import { tellNumber } from './tell-number.ts';

/** What the endpoint of an instance has to know. */
export interface WebhookInstance {
  /** The name the gateway uses for the instance in its events. */
  session: string;
  /** Any of them makes a valid signature; several, while one replaces another. Empty only where the gateway can't sign. */
  secrets: readonly string[];
}

/** What became of one delivery, for logs and metrics. Of its body it holds two ids and nothing else. */
export interface WebhookOutcome {
  status: number;
  /** Why, for people. */
  why: string;
  gateway?: string;
  instanceId?: string;
  groupId?: string;
  eventId?: string;
}

export interface WebhookHandlerOptions {
  /** Of @temporalio/client, connected to where the exits run. */
  client: Client;
  /** @returns `undefined` where the gateway has no such instance */
  instances: (
    gateway: GatewayKind,
    instanceId: string,
  ) => WebhookInstance | undefined | Promise<WebhookInstance | undefined>;
  /** The largest body taken, in bytes; 1 MiB unless said otherwise. */
  maxBodyBytes?: number;
  log?: (outcome: WebhookOutcome) => void;
}

/** @param endpoint where the framework has read it from the path; otherwise the end of the path is read here */
export type WebhookHandler = (request: Request, endpoint?: WebhookEndpoint) => Promise<Response>;

const ONE_MIB = 1_048_576;
/** When a gateway that heeds it should deliver again, s. */
const RETRY_AFTER_S = 5;

/**
 * Makes the handler. It answers 2xx only when the event is in Temporal's hands or nobody can use it; 401 to what is not
 * signed as it should be, 413 and 400 to what is no event, and 503 while Temporal is away, so that the gateway delivers again.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  return async function receiveWebhook(request, endpoint = endpointOf(request)) {
    const outcome = await receive(request, endpoint, options);
    options.log?.(outcome);
    return answer(outcome);
  };
}

async function receive(
  request: Request,
  endpoint: WebhookEndpoint | undefined,
  options: WebhookHandlerOptions,
): Promise<WebhookOutcome> {
  try {
    return { ...endpoint, ...(await take(request, endpoint, options)) };
  } catch (error) {
    if (error instanceof Refusal) return { ...endpoint, status: error.status, why: error.message };
    throw error;
  }
}

async function take(
  request: Request,
  endpoint: WebhookEndpoint | undefined,
  { client, instances, maxBodyBytes = ONE_MIB }: WebhookHandlerOptions,
): Promise<WebhookOutcome> {
  if (!endpoint || !isGatewayKind(endpoint.gateway)) throw new Refusal(404, 'there is no such gateway here');
  const { gateway, instanceId } = endpoint;
  const instance = await instances(gateway, instanceId);
  if (!instance) throw new Refusal(404, 'the gateway has no such instance here');
  if (request.method !== 'POST') throw new Refusal(405, 'events are posted');
  const rawBody = await readRawBody(request, maxBodyBytes);
  const signed = proveSignature(gateway, rawBody, request.headers, instance.secrets);
  return handOn(readEvent(gateway, rawBody, instance.session), signed, instanceId, client);
}

/** An event proves a departure when the gateway signed it and it names ourselves; otherwise it only causes a reading. */
async function handOn(
  event: GatewayEvent,
  signed: boolean,
  instanceId: string,
  client: Client,
): Promise<WebhookOutcome> {
  if (event.kind === 'unused') return { status: 200, why: `not used: ${event.why}` };
  if (event.kind === 'session') return handOnSession(event, signed, instanceId, client);
  const { groupId, eventId, occurredAtMs, ours } = event;
  if (ours === 'no') return { status: 200, why: 'somebody else left', groupId, eventId };
  const proves = signed && ours === 'yes';
  const taken = await tellExit(client, { instanceId, groupId }, { eventId, occurredAtMs, proves });
  if (!taken) return { status: 200, why: 'no exit waits for it', groupId, eventId };
  return { status: 202, why: proves ? 'it proves the departure' : 'it causes a reading', groupId, eventId };
}

/** What nobody has signed may neither stop a number nor let it go on. */
async function handOnSession(
  { state, restriction, occurredAtMs }: SessionEvent,
  signed: boolean,
  instanceId: string,
  client: Client,
): Promise<WebhookOutcome> {
  if (!signed) return { status: 200, why: 'not used: it is about the session, and not signed' };
  const taken = await tellNumber(client, instanceId, { state, restriction, atMs: occurredAtMs });
  return taken ? { status: 202, why: `the session is ${state}` } : { status: 200, why: 'no number waits for it' };
}

function answer({ status, why }: WebhookOutcome): Response {
  const headers = new Headers();
  if (status === 503) headers.set('retry-after', String(RETRY_AFTER_S));
  if (status === 405) headers.set('allow', 'POST');
  return Response.json({ why }, { status, headers });
}
