import { defineSearchAttributeKey } from '@temporalio/common';

/** What people filter by in the Temporal UI. Registered when the worker boots; an unregistered one would wedge a workflow. */
export const waInstance = defineSearchAttributeKey('WaInstance', 'KEYWORD');
export const waGroup = defineSearchAttributeKey('WaGroup', 'KEYWORD');
export const waClient = defineSearchAttributeKey('WaClient', 'KEYWORD');
export const exitReason = defineSearchAttributeKey('ExitReason', 'KEYWORD');
/** `waiting`, `hold`, `leaving` or `done`. */
export const exitStage = defineSearchAttributeKey('ExitStage', 'KEYWORD');

/** Every resignation that an exit belongs to; of a resignation and its lanes, its own. */
export const resignationAttribute = defineSearchAttributeKey('Resignation', 'KEYWORD_LIST');

export const searchAttributeKeys = [
  waInstance,
  waGroup,
  waClient,
  exitReason,
  exitStage,
  resignationAttribute,
] as const;
