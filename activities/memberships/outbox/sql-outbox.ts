import type { Outbox } from '../../outbox/outbox.ts';
import type { Transactions } from '../transactions.ts';
import { countOutbox, forgetDelivered, markDelivered, markTried, takeDue, whatIsDue } from './deliveries.ts';
import type { Telling } from './telling.ts';

export function sqlOutbox({ read, write }: Transactions, telling: Telling): Outbox {
  return {
    addNumberEvent: (event) => telling.write((_, tell) => tell(event)),
    async takeDue(limit, leaseMs) {
      // Looked for without a lock: most of the time there is nothing.
      const due = await read((db) => whatIsDue(db, limit));
      return due.length === 0 ? [] : write((trx) => takeDue(trx, due, leaseMs));
    },
    markDelivered: (eventId) => write((trx) => markDelivered(trx, eventId)),
    markTried: (event, why, next) => write((trx) => markTried(trx, event, why, next)),
    forgetDelivered: (olderThanMs) => write((trx) => forgetDelivered(trx, olderThanMs)),
    outboxCounts: () => read(countOutbox),
  };
}
