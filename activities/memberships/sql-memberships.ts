import type { Kysely } from 'kysely';
import { claim, hasClaim, release, renew, settle } from './claims.ts';
import { markActive, markWithdrawn, openExit, saveInviteCode } from './exits.ts';
import { giveBackHandover, takeHandover } from './handovers.ts';
import { readIdentities, saveIdentity } from './identities.ts';
import { nowMs } from './now.ts';
import { countBooks, latestReceipt, saveReceipt } from './receipts.ts';
import { importRows } from './roster.ts';
import { readMembership } from './rows.ts';
import { noteUndocumented, undocumentedAnswer } from './undocumented-answers.ts';
import { sqlPlans } from './plans/sql-plans.ts';
import { sqlResignations } from './resignations/sql-resignations.ts';
import type { Books } from './books.ts';
import type { Tables } from './tables.ts';
import type { Transactions } from './transactions.ts';

/**
 * The books in SQL. Nothing here or in what it calls is written for one kind of database; what differs is in how it is
 * opened and in `transactions`.
 */
export function sqlMemberships(db: Kysely<Tables>, transactions: Transactions): Books {
  const { read, readNow, write } = transactions;
  return {
    ...sqlPlans(transactions),
    ...sqlResignations(transactions),
    importRows: (rows) => write((trx) => importRows(trx, rows)),
    openExit: (exit) => write((trx) => openExit(trx, exit)),
    membership: (group) => read((books) => readMembership(books, group)),
    saveInviteCode: (group, inviteCode) => write((trx) => saveInviteCode(trx, group, inviteCode)),
    hasClaim: (effect) => read((trx) => hasClaim(trx, effect)),
    claim: (request) => write((trx) => claim(trx, request)),
    renew: (effect, token, leaseMs) => write((trx) => renew(trx, effect, token, leaseMs)),
    settle: (effect, evidence) => write((trx) => settle(trx, effect, evidence)),
    release: (effect, token) => write((trx) => release(trx, effect, token)),
    noteUndocumented: (effect, shape) => write((trx) => noteUndocumented(trx, effect, shape)),
    undocumentedAnswer: (effect) => read((books) => undocumentedAnswer(books, effect)),
    takeHandover: (groupId, token, leaseMs) => write((trx) => takeHandover(trx, groupId, token, leaseMs)),
    giveBackHandover: (groupId, token) => write((trx) => giveBackHandover(trx, groupId, token)),
    markWithdrawn: (exit, evidence) => write((trx) => markWithdrawn(trx, exit, evidence)),
    markActive: (exit) => write((trx) => markActive(trx, exit)),
    saveReceipt: (receipt) => write((trx) => saveReceipt(trx, receipt)),
    latestReceipt: (group) => read((books) => latestReceipt(books, group)),
    saveIdentity: (instanceId, me) => write((trx) => saveIdentity(trx, instanceId, me)),
    identities: () => read(readIdentities),
    counts: () => read(countBooks),
    ping: () => readNow(async (books) => void (await books.selectNoFrom(nowMs.as('now_ms')).execute())),
    close: () => db.destroy(),
  };
}
