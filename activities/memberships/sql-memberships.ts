import type { Kysely } from 'kysely';
import { claim, hasClaim, noteDoubt, release, renew, settle } from './claims.ts';
import { markActive, markWithdrawn, noteSeenIn, openExit, saveInviteCode } from './exits.ts';
import { giveBackHandover, takeHandover } from './handovers.ts';
import { readIdentities, saveIdentity } from './identities.ts';
import { nowMs } from './now.ts';
import { countBooks, latestReceipt, saveReceipt } from './receipts.ts';
import { importRows } from './roster.ts';
import { readMembership } from './rows.ts';
import { noteUndocumented, undocumentedAnswer } from './undocumented-answers.ts';
import { sqlOutbox } from './outbox/sql-outbox.ts';
import { tellingTransactions } from './outbox/telling.ts';
import { sqlPlans } from './plans/sql-plans.ts';
import { sqlResignations } from './resignations/sql-resignations.ts';
import type { Books } from './books.ts';
import type { Tables } from './tables.ts';
import type { Transactions } from './transactions.ts';

/**
 * The books in SQL. Nothing here or in what it calls is written for one kind of database; what differs is in how it is
 * opened and in `transactions`.
 * @param eventsWritten called after events were put into the outbox; without it none are
 */
export function sqlMemberships(db: Kysely<Tables>, transactions: Transactions, eventsWritten?: () => void): Books {
  const { read, readNow, write } = transactions;
  const telling = tellingTransactions(transactions, eventsWritten);
  const { change } = telling;
  return {
    ...sqlPlans(transactions),
    ...sqlResignations(transactions, telling),
    ...sqlOutbox(transactions, telling),
    importRows: (rows) => write((trx) => importRows(trx, rows)),
    openExit: (exit) => change(exit, (trx) => openExit(trx, exit)),
    membership: (group) => read((books) => readMembership(books, group)),
    noteSeenIn: (group) => write((trx) => noteSeenIn(trx, group)),
    saveInviteCode: (group, inviteCode) => write((trx) => saveInviteCode(trx, group, inviteCode)),
    hasClaim: (effect) => read((trx) => hasClaim(trx, effect)),
    claim: (request) => change(request, (trx) => claim(trx, request)),
    renew: (effect, token, leaseMs) => write((trx) => renew(trx, effect, token, leaseMs)),
    noteDoubt: (effect) => write((trx) => noteDoubt(trx, effect)),
    settle: (effect, evidence) => write((trx) => settle(trx, effect, evidence)),
    release: (effect, token) => change(effect, (trx) => release(trx, effect, token)),
    noteUndocumented: (effect, shape) => write((trx) => noteUndocumented(trx, effect, shape)),
    undocumentedAnswer: (effect) => read((books) => undocumentedAnswer(books, effect)),
    takeHandover: (groupId, token, leaseMs) => write((trx) => takeHandover(trx, groupId, token, leaseMs)),
    giveBackHandover: (groupId, token) => write((trx) => giveBackHandover(trx, groupId, token)),
    markWithdrawn: (exit, evidence) => change(exit, (trx) => markWithdrawn(trx, exit, evidence)),
    markActive: (exit) => change(exit, (trx) => markActive(trx, exit)),
    saveReceipt: (receipt) => telling.write((trx, tell) => saveReceipt(trx, receipt, tell)),
    latestReceipt: (group) => read((books) => latestReceipt(books, group)),
    saveIdentity: (instanceId, me) => write((trx) => saveIdentity(trx, instanceId, me)),
    identities: () => read(readIdentities),
    counts: () => read(countBooks),
    ping: () => readNow(async (books) => void (await books.selectNoFrom(nowMs.as('now_ms')).execute())),
    close: () => db.destroy(),
  };
}
