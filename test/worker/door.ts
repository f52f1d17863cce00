import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server that can be shut and opened again. */
export interface Door {
  address: string;
  shut(): void;
  open(): Promise<void>;
}

/** @param address of the server behind it, `host:port` */
export async function openDoor(address: string, port = 0): Promise<Door> {
  const [host, serverPort] = address.split(':');
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const listen = async (on: number) => {
    const server = createServer((socket) => {
      const behind = keep(connect(Number(serverPort), host));
      keep(socket).pipe(behind).pipe(socket);
      socket.on('close', () => behind.destroy());
      behind.on('close', () => socket.destroy());
    }).listen(on, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(port);
  const own = (server.address() as AddressInfo).port;
  return {
    address: `127.0.0.1:${own}`,
    shut: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    open: async () => {
      server = await listen(own);
    },
  };
}
