import type { OwnMessage } from '../gateway.ts';
import type { Answer } from '../http/answer.ts';
import { listOf } from './json-shapes.ts';
import { operations } from '../failures/operation.ts';
import { parseMessageEntry } from './parse-message.ts';
import { failureOf, unexpectedAnswer } from '../failures/verdict.ts';

const PAGE_SIZE = 100;
const MOST_PAGES = 10;

/**
 * Our own messages in a chat since a time, newest first, over as many pages as that takes: one that is overlooked would
 * be sent again.
 * @param readPage fetches a page, newest messages first
 * @param sinceMs ms since epoch; messages tell only seconds, so the second it falls into counts as a whole
 * @returns `nothing-shown` where the first page is empty
 * @throws {GatewayFailure} also when the chat is too busy to read back that far: then nobody can say what is not there
 */
export async function readOwnMessages(
  readPage: (page: { limit: number; offset: number }) => Promise<Answer>,
  sinceMs: number,
): Promise<OwnMessage[] | 'nothing-shown'> {
  const sinceSecondMs = Math.floor(sinceMs / 1000) * 1000;
  const own: OwnMessage[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await readPage({ limit: PAGE_SIZE, offset: page * PAGE_SIZE });
    const entries = messagesIn(answer).map(parseMessageEntry);
    if (page === 0 && entries.length === 0) return 'nothing-shown';
    for (const { ours, message } of entries) {
      if (ours && !message) throw unexpectedAnswer(operations.messages, 'id and time for each message', answer);
      if (ours && message && message.sentAtMs >= sinceSecondMs) own.push(message);
    }
    const anyNewer = entries.some(({ sentAtMs }) => sentAtMs !== undefined && sentAtMs >= sinceSecondMs);
    const isAll = entries.length < PAGE_SIZE || (!anyNewer && isNewestFirst(entries));
    if (isAll) return own.toSorted((a, b) => b.sentAtMs - a.sentAtMs);
  }
  throw tooBusy();
}

/** Whether a chat shows a message at all, whoever wrote it. @throws {GatewayFailure} for what is no list of messages */
export function showsAnyMessage(answer: Answer): boolean {
  return messagesIn(answer).length > 0;
}

function messagesIn(answer: Answer): unknown[] {
  const entries = listOf(answer.json);
  if (!entries) throw unexpectedAnswer(operations.messages, 'list of messages', answer);
  return entries;
}

/** Wawp documents no order: a page that is none tells nothing of the pages that follow. */
function isNewestFirst(entries: { sentAtMs?: number }[]): boolean {
  return entries.every(({ sentAtMs = 0 }, index) => sentAtMs <= (entries[index - 1]?.sentAtMs ?? Number.MAX_VALUE));
}

function tooBusy(): Error {
  const why = `the group has more than ${MOST_PAGES * PAGE_SIZE} messages since then`;
  const advice = 'Look in the group itself.';
  return failureOf({ kind: 'final', code: 'history-too-long', why, advice }, operations.messages);
}
