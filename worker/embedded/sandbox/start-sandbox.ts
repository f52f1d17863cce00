import { Hono } from 'hono';
import { controlApp, type Controlled } from './control/app.ts';
import { sendEvent } from './control/send-event.ts';
import { HttpDoor } from './door.ts';
import { Backstage } from './faults/backstage.ts';
import { Faults } from './faults/faults.ts';
import { gatewayApp } from './http/gateway-app.ts';
import type { Serving } from './http/served-call.ts';
import { wahaDialect } from './waha/dialect.ts';
import { wahaRoutes } from './waha/routes.ts';
import { wawpDialect } from './wawp/dialect.ts';
import { wawpRoutes } from './wawp/routes.ts';
import { Courier, type RetryPolicy } from './webhooks/courier.ts';
import { Announcer } from './webhooks/announce.ts';
import { Journal } from './world/journal.ts';
import type { WorldSeed } from './world/seed.ts';
import { Store } from './world/store.ts';
import { World } from './world/world.ts';

export interface SandboxOptions {
  /** SQLite file that the world survives in; nothing is kept without one. */
  dataFile?: string;
  /** A free one unless given. */
  port?: number;
  /** Put into the world when it is empty; one that was kept in `dataFile` stays as it is. */
  seed?: WorldSeed;
  /** From an event to its first webhook, ms (300). */
  webhookDelayMs?: number;
  /** WAHA's own unless given: 15 attempts, 2 s between them. */
  webhookRetries?: RetryPolicy;
  /** How long a call waits for a session that is not WORKING, ms; WAHA's own 5 s unless given. */
  sessionWaitMs?: number;
}

export interface Sandbox extends Controlled {
  /** Address of the process, for `/_sandbox`. */
  url: string;
  /** Base URL of the make-believe WAHA. */
  wahaUrl: string;
  /** Base URL of the make-believe Wawp. */
  wawpUrl: string;
  /** Resolves when no webhook is under way any more: all delivered, lost or given up. */
  webhooksSettled(): Promise<void>;
  /** Stops listening, breaks what is open, drops pending webhooks, closes the file. */
  close(): Promise<void>;
}

/**
 * Starts a make-believe WhatsApp world behind the HTTP of WAHA (with its three engines) and Wawp v2, on 127.0.0.1.
 * @throws when the port is taken, the data file cannot be opened, or the seed is wrong (each field named)
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const store = new Store(options.dataFile ?? ':memory:');
  try {
    return await sandboxOn(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function sandboxOn(store: Store, options: SandboxOptions): Promise<Sandbox> {
  const closing = new AbortController();
  const journal = new Journal(store);
  const world = new World(store, journal);
  if (options.seed && world.isEmpty) world.seed(options.seed);

  const app = new Hono();
  const door = new HttpDoor(app.fetch);
  const faults = new Faults({ door, world });
  const retries = options.webhookRetries ?? { attempts: 15, delayMs: 2000 };
  const courier = new Courier(world, journal, retries, closing.signal);
  const announcer = new Announcer({
    world,
    courier,
    reroute: (delivery, number) => faults.reroute(delivery, number),
    delayMs: options.webhookDelayMs ?? 300,
  });
  world.watch((happening, before) => announcer.happened(happening, before));
  world.watchSessions((number, before) => announcer.sessionChanged(number, before));
  const controlled: Controlled = { world, journal, faults, sendEvent: (event) => sendEvent(world, courier, event) };

  const sessionWaitMs = options.sessionWaitMs ?? 5000;
  const backstage = new Backstage({ world, journal, announcer, courier, closing: closing.signal });
  const serving: Serving = { world, journal, faults, backstage, sessionWaitMs, closing: closing.signal };
  app.route('/waha', gatewayApp(serving, wahaDialect(world), wahaRoutes));
  app.route('/wawp', gatewayApp(serving, wawpDialect(world), wawpRoutes));
  app.route('/_sandbox', controlApp(controlled));

  const url = await door.open(options.port ?? 0);
  return {
    url,
    wahaUrl: `${url}/waha`,
    wawpUrl: `${url}/wawp`,
    ...controlled,
    webhooksSettled: () => courier.settled(),
    async close() {
      closing.abort();
      await door.close();
      await courier.close();
      store.close();
    },
  };
}
