import type { Row } from './row.ts';
import { answerRows } from './rows/answers.ts';
import { accountRows } from './rows/account.ts';
import { connectionRows } from './rows/connection.ts';
import { groupRows } from './rows/groups.ts';
import { inDoubtRows } from './rows/in-doubt.ts';
import { readingRows } from './rows/readings.ts';
import { refusalRows } from './rows/refusals.ts';
import { stepRows } from './rows/steps.ts';
import { webhookRows } from './rows/webhooks.ts';

/** The matrix, in the order of the catalogue. */
export const rows: readonly Row[] = [
  ...connectionRows,
  ...refusalRows,
  ...answerRows,
  ...inDoubtRows,
  ...accountRows,
  ...stepRows,
  ...readingRows,
  ...groupRows,
  ...webhookRows,
];
