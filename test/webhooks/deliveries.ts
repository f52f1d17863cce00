import { createHmac, randomUUID } from 'node:crypto';

const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };
export const secret = 'a-secret-of-32-characters-or-more';
const me = { id: '11111111111@c.us', lid: '777123@lid', pushName: 'Sales' };

/** A departure as WAHA tells it: `group.v2.leave` names nobody and is about ourselves; the other one names who left. */
export function departure(
  changes: { id?: string; groupId?: string; atMs?: number; session?: string; who?: string } = {},
) {
  const {
    id = `evt_${randomUUID()}`,
    groupId = group.groupId,
    atMs = Date.now(),
    session = 'sales-session',
    who,
  } = changes;
  const named = { type: 'leave', participants: [{ id: who, role: 'left' }] };
  return {
    id,
    timestamp: atMs,
    event: who === undefined ? 'group.v2.leave' : 'group.v2.participants',
    session,
    me,
    payload: { timestamp: atMs, group: { id: groupId }, ...(who === undefined ? {} : named) },
    engine: 'WEBJS',
  };
}

/** Our own identity by its LID, as LID-addressed groups name it. */
export const ourLid = me.lid;
export const aForeigner = '22222222222@c.us';

export function sign(body: string, key = secret): Record<string, string> {
  return {
    'x-webhook-hmac': createHmac('sha512', key).update(body).digest('hex'),
    'x-webhook-hmac-algorithm': 'sha512',
  };
}

/** A delivery as the gateway posts it. */
export function post(event: unknown, headers?: Record<string, string>, path = '/webhooks/waha/sales'): Request {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  return new Request(`https://backend.example${path}`, { method: 'POST', body, headers: headers ?? sign(body) });
}
