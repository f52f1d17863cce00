import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './dev-server/free-ports.ts';
import { prepareNamespace } from './dev-server/prepare-namespace.ts';
import { serverArguments } from './dev-server/settings.ts';
import { endLeftoverServer, forgetServer, recordServer } from './dev-server/single-server.ts';
import { makeDirectory } from './make-directory.ts';
import { startServerProcess } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

export interface DevServerOptions {
  /** The Temporal CLI: see `findTemporalCli`. */
  cliPath: string;
  /** Holds the database, the server's log and the note of which server works on them. Made where missing. */
  dataDir: string;
  /** Taken where they are free, else others. Default: 7233 and 8233. */
  ports?: { grpc?: number; ui?: number };
}

export interface DevServer {
  /** For clients and workers: `127.0.0.1:7233`. The namespace is `default`. */
  address: string;
  uiUrl: string;
  logFile: string;
  /** Ends the server; what it has stored stays. */
  close(): Promise<void>;
}

/**
 * Starts a Temporal dev server with its UI on a database file, ready for workers: search attributes registered, closed workflows
 * kept for 90 days. A server that a killed run left behind on the same data directory is ended first.
 *
 * @throws when another run uses the data directory, and when the server does not start; then with the last lines of its log
 */
export async function startDevServer({ cliPath, dataDir, ports = {} }: DevServerOptions): Promise<DevServer> {
  await makeDirectory(dataDir);
  const directory = await realpath(dataDir);
  const files = { databaseFile: join(directory, 'temporal.db'), recordFile: join(directory, 'temporal.pid') };
  const logFile = join(directory, 'temporal.log');
  await endLeftoverServer(files);

  const [grpc = 0, ui = 0] = await freePorts(ports.grpc ?? 7233, ports.ui ?? 8233);
  const args = serverArguments(files.databaseFile, { grpc, ui });
  const server = startServerProcess({ command: cliPath, args, logFile });
  const address = `127.0.0.1:${grpc}`;
  try {
    if (server.pid) await recordServer(files, server.pid);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const close = async (): Promise<void> => {
    await server.stop();
    await forgetServer(files);
  };
  try {
    await prepareNamespace(address, endOf(server));
  } catch (error) {
    await close();
    throw await cannotStart(error, server, logFile);
  }
  return { address, uiUrl: `http://127.0.0.1:${ui}`, logFile, close };
}

async function endOf(server: ServerProcess): Promise<never> {
  throw new Error(await server.ended);
}

async function cannotStart(error: unknown, server: ServerProcess, logFile: string): Promise<Error> {
  const why = error instanceof Error ? error.message : String(error);
  return new Error(
    `The Temporal dev server did not start: ${why}. The end of its log (${logFile}):\n${await server.logTail()}`,
    { cause: error },
  );
}
