import { openMemberships } from '../../activities/memberships/open.ts';
import { Courier } from '../../worker/outbox/courier.ts';
import { Doorbell } from '../../worker/outbox/doorbell.ts';

/** A process of its own that brings events until it is killed. */
const { BOOKS: file = '', URL: url = '', SECRET: secret = '', LEASE_MS = '' } = process.env;
const outbox = await openMemberships({ file });
const logger = { info: () => {}, warn: () => {}, error: () => {} };
new Courier({ outbox, target: { url, secret }, doorbell: new Doorbell(), logger, leaseMs: Number(LEASE_MS) });
