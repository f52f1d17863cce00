import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';

export const secret = `whsec_${Buffer.from('a secret of 32 bytes for tests..').toString('base64')}`;

interface Told {
  id: string;
  /** As the library has verified it. */
  event: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** How the service answers the next call: a status, silence, or what the test does. */
type Answer = number | 'silence' | ((response: ServerResponse) => void);

/** A service on real HTTP that takes events, once it has verified them. */
export interface Service {
  url: string;
  /** Everything it was offered, in order, whatever it answered. */
  told: Told[];
  /** Answers to come; 204 when there are none. */
  answers: Answer[];
  close(): Promise<void>;
}

/** @param port where a service was that is back */
export async function startService({
  port = 0,
  answers = [],
}: { port?: number; answers?: Answer[] } = {}): Promise<Service> {
  const told: Told[] = [];
  const webhook = new Webhook(secret);
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      // A forged event must not go by unseen: it fails the test that counts what was told.
      const event = webhook.verify(body, request.headers as Record<string, string>) as Told['event'];
      told.push({ id: String(request.headers['webhook-id']), event });
      const answer = answers.shift() ?? 204;
      if (typeof answer === 'function') answer(response);
      else if (answer !== 'silence') response.writeHead(answer).end();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, told, answers, close };
}
