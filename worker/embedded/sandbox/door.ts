import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Door } from './faults/fault.ts';

const HOST = '127.0.0.1';
const TRY_EVERY_MS = 200;

/** The sandbox's HTTP server on 127.0.0.1, which can be shut for a while. */
export class HttpDoor implements Door {
  readonly #server: Server;
  #port = 0;
  #reopening: NodeJS.Timeout | undefined;

  /** @param fetch called for every request */
  constructor(fetch: Parameters<typeof getRequestListener>[0]) {
    // The globals stay as they are: the sandbox lives in other people's processes.
    const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
    this.#server = createServer((incoming, outgoing) => {
      outgoing.once('finish', () => {
        if (!this.#server.listening) incoming.socket.destroySoon();
      });
      void listener(incoming, outgoing);
    });
  }

  /**
   * @param port 0 for any free one
   * @returns the address, without a trailing slash
   * @throws when the port is taken
   */
  async open(port: number): Promise<string> {
    this.#server.listen(port, HOST);
    try {
      await once(this.#server, 'listening');
    } catch (error) {
      const hint = 'Stop what is there, or take port 0 for any free one.';
      throw new Error(`The sandbox cannot listen on port ${port} of ${HOST}. ${hint}`, { cause: error });
    }
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no TCP port.');
    this.#port = address.port;
    return `http://${HOST}:${this.#port}`;
  }

  /** Calls that are under way are still answered; kept connections are closed. */
  shut(ms: number): void {
    clearTimeout(this.#reopening);
    this.#server.close();
    this.#reopening = setTimeout(() => this.#reopen(), ms);
  }

  /** Somebody else may have taken the port meanwhile: then it is shut until they let go of it. */
  #reopen(): void {
    const tryAgain = (): void => {
      this.#reopening = setTimeout(() => this.#reopen(), TRY_EVERY_MS);
    };
    this.#server.once('error', tryAgain).once('listening', () => this.#server.off('error', tryAgain));
    this.#server.listen(this.#port, HOST);
  }

  async close(): Promise<void> {
    clearTimeout(this.#reopening);
    const closed = this.#server.listening ? once(this.#server, 'close') : Promise.resolve();
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
