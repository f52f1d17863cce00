import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  method: string;
  /** As sent: with its encoding and query. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export type Reply = (response: ServerResponse, received: Received) => void;

/** A gateway over real sockets that answers by script and keeps what it was sent. */
export interface ScriptedGateway extends AsyncDisposable {
  /** Its address, with a path in front, as behind a proxy. */
  baseUrl: string;
  port: number;
  received: Received[];
  /** Sockets opened to it so far. */
  connections(): number;
  /** The replies to come, in order; the last one stays. */
  script(...replies: Reply[]): void;
}

export async function startScriptedGateway(): Promise<ScriptedGateway> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let replies: Reply[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url: target = '', headers } = request;
      const call = { method, target, headers, body };
      received.push(call);
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      (reply ?? json(599, 'nothing is scripted'))(response, call);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/proxied`,
    port,
    received,
    connections: () => sockets.size,
    script: (...next) => void (replies = next),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

export function bare(status: number, body = '', headers: Record<string, string> = {}): Reply {
  return (response) => void response.writeHead(status, headers).end(body);
}

/** Takes the request and never answers. */
export const silence: Reply = () => undefined;

/** Takes the request and breaks the connection. */
export const reset: Reply = (response) => void response.destroy();

/** Begins an answer that has no end. */
export const endless: Reply = (response) => {
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};
