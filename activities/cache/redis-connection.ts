import { createClient, ErrorReply } from 'redis';

/** Redis did not do it. Unlinking keys again is harmless, so trying again is always right. */
class CacheUnavailable extends Error {
  override readonly name = 'CacheUnavailable';
}

type Client = ReturnType<typeof newClient>;

interface Connection {
  client: Client;
  ready: Promise<unknown>;
}

/** One connection to Redis, made with the first command and anew with the first after it was lost. */
export class RedisConnection {
  readonly #url: string;
  readonly #timeoutMs: number;
  #connection: Connection | undefined;

  /** @param timeoutMs how long connecting and one command may take together, ms */
  constructor(url: string, timeoutMs: number) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws {CacheUnavailable} when Redis is not there, refuses, or does not answer in time */
  async run<T>(command: (client: Client) => Promise<T>): Promise<T> {
    const connection = this.#current();
    try {
      return await inTime(this.#timeoutMs, async () => {
        await connection.ready;
        return command(connection.client);
      });
    } catch (error) {
      // A refusal is an answer; after anything else the connection may be dead without knowing.
      if (!(error instanceof ErrorReply)) this.#drop(connection);
      throw unavailable(this.#url, error);
    }
  }

  close(): void {
    if (this.#connection !== undefined) this.#drop(this.#connection);
  }

  #current(): Connection {
    if (this.#connection?.client.isOpen) return this.#connection;
    const client = newClient(this.#url, this.#timeoutMs);
    this.#connection = { client, ready: client.connect() };
    return this.#connection;
  }

  #drop(connection: Connection): void {
    if (this.#connection === connection) this.#connection = undefined;
    connection.client.destroy();
  }
}

function newClient(url: string, connectTimeout: number) {
  // RESP 2 is spoken by everything that speaks Redis. A lost connection is not mended in the background, where commands
  // would queue up for as long as Redis is away.
  const client = createClient({ url, RESP: 2, socket: { connectTimeout, reconnectStrategy: false } });
  // Without a listener a lost connection would end the process; whoever needs it next is told by `run`.
  client.on('error', () => {});
  return client;
}

async function inTime<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Names host and port only: the URL may hold a password. */
function unavailable(url: string, cause: unknown): CacheUnavailable {
  const { hostname, port } = new URL(url);
  return new CacheUnavailable(
    `Redis at ${hostname}:${port || 6379} did not do it: ${whyOf(cause)}. Check that it runs and that REDIS_URL is right.`,
    { cause },
  );
}

/** Node reports a host with several addresses as an error without a message of its own. */
function whyOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(whyOf))].join(', ');
  return error instanceof Error ? error.message : String(error);
}
