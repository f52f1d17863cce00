import { once } from 'node:events';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Answer } from './answer.ts';

/** Sends an answer down the wire, maybe without an end, tears the connection down, or stays silent until the caller has gone. */
export async function send(answer: Answer, { incoming }: HttpBindings): Promise<Response> {
  if (answer.kind === 'http') {
    return new Response(answer.body === '' ? null : answer.body, { status: answer.status, headers: answer.headers });
  }
  if (answer.kind === 'endless')
    return new Response(blanksWithoutEnd(), { headers: { 'content-type': 'application/json' } });
  const { socket } = incoming;
  if (answer.kind === 'reset') socket.resetAndDestroy();
  else if (!socket.destroyed) await once(socket, 'close');
  return RESPONSE_ALREADY_SENT;
}

/** Until the reader goes away. */
function blanksWithoutEnd(): ReadableStream<Uint8Array> {
  const blanks = new TextEncoder().encode(' '.repeat(16_384));
  return new ReadableStream({ pull: (controller) => controller.enqueue(blanks) });
}
