import { Client, Connection } from '@temporalio/client';
import { GroupExits } from '../../client/index.ts';
import type { OpenParts } from '../process/open-parts.ts';
import { startDevServer } from './dev-server.ts';
import { freePorts } from './dev-server/free-ports.ts';
import type { Home } from './home.ts';
import { startSandbox } from './sandbox/start-sandbox.ts';
import type { Sandbox } from './sandbox/start-sandbox.ts';
import { findTemporalCli } from './temporal-cli.ts';
import { EmbeddedWorker } from './worker/embedded-worker.ts';

export interface House {
  uiUrl: string;
  /** For other clients, such as the command line: `127.0.0.1:7233`. */
  temporalAddress: string;
  sandbox: Sandbox;
  worker: EmbeddedWorker;
  /** The public client: what a backend would use. */
  exits: GroupExits;
}

export interface HouseOptions {
  home: Home;
  environment: Readonly<Record<string, string | undefined>>;
  /** Asks to give up while it starts. */
  signal: AbortSignal;
  say: (line: string) => void;
}

/** The usual ones: the worker's, and WAHA's own for the sandbox. Others where they are taken. */
const WORKER_PORT = 8_080;
const SANDBOX_PORT = 3_000;

/** Starts everything that a real deployment has, on this machine: Temporal, a gateway, a worker, a client. */
export async function openHouse({ home, environment, signal, say }: HouseOptions, parts: OpenParts): Promise<House> {
  const cliPath = await findTemporalCli(environment, say);
  signal.throwIfAborted();
  // First, since it makes sure that no other run uses the directory.
  const { address, uiUrl } = await parts.open(
    () => startDevServer({ cliPath, dataDir: home.directory }),
    (server) => server.close(),
  );
  const [port = WORKER_PORT, sandboxPort] = await freePorts(WORKER_PORT, SANDBOX_PORT);
  const sandbox = await parts.open(
    () => startSandbox({ dataFile: home.sandboxFile, port: sandboxPort }),
    (opened) => opened.close(),
  );
  const worker = await parts.open(
    () => new EmbeddedWorker({ home, temporalAddress: address, sandbox, port, environment, signal }),
    (opened) => opened.stop(),
  );
  await worker.start();
  const connection = await parts.open(
    () => Connection.connect({ address }),
    (opened) => opened.close(),
  );
  return {
    uiUrl,
    temporalAddress: address,
    sandbox,
    worker,
    exits: new GroupExits({ client: new Client({ connection }) }),
  };
}
