import type { ConnectionLike } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { searchAttributeKeys } from '../workflows/search-attributes.ts';

/** Temporal's `IndexedValueType`, and the word that its command line has for each. */
const types: Record<SearchAttributeType, { code: number; word: string }> = {
  TEXT: { code: 1, word: 'Text' },
  KEYWORD: { code: 2, word: 'Keyword' },
  INT: { code: 3, word: 'Int' },
  DOUBLE: { code: 4, word: 'Double' },
  BOOL: { code: 5, word: 'Bool' },
  DATETIME: { code: 6, word: 'Datetime' },
  KEYWORD_LIST: { code: 7, word: 'KeywordList' },
};

type Operator = Pick<ConnectionLike, 'operatorService'>;
type Keys = readonly (typeof searchAttributeKeys)[number][];

/**
 * Registers the search attributes that the workflows use, where the namespace lacks them. No worker may start without: a start
 * that names an unknown one is refused, and a running workflow that upserts one is wedged.
 *
 * @throws saying what to run, when one is missing and can't be registered, or is registered with another type
 */
export async function ensureSearchAttributes(connection: Operator, namespace: string): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length === 0) return;
  try {
    await registerSearchAttributes(connection, namespace, missing);
  } catch (error) {
    // Another worker that boots at the same moment may have been first.
    const still = await missingSearchAttributes(connection, namespace);
    if (still.length > 0) throw cannotRegister(still, namespace, error);
  }
}

/** Registers search attributes without a look at what is there. @throws when Temporal refuses */
export async function registerSearchAttributes(connection: Operator, namespace: string, keys: Keys): Promise<void> {
  const searchAttributes = Object.fromEntries(keys.map((key) => [key.name, types[key.type].code]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

/** Those of our search attributes that the namespace lacks. @throws where one is registered with another type */
export async function missingSearchAttributes(connection: Operator, namespace: string): Promise<Keys> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const found = (key: Keys[number]): number | undefined => customAttributes[key.name];
  const others = searchAttributeKeys.filter((key) => found(key) && found(key) !== types[key.type].code);
  if (others.length > 0) {
    throw new Error(
      `Search attributes of namespace ${namespace} have another type than this project needs: ` +
        `${others.map((key) => `${key.name} has to be ${types[key.type].word}`).join(', ')}. ` +
        'Rename or remove them there, or use a namespace of its own (TEMPORAL_NAMESPACE).',
    );
  }
  return searchAttributeKeys.filter((key) => !found(key));
}

function cannotRegister(keys: Keys, namespace: string, cause: unknown): Error {
  const flags = keys.map((key) => `--name ${key.name} --type ${types[key.type].word}`).join(' ');
  return new Error(
    `The search attributes ${keys.map((key) => key.name).join(', ')} are missing in namespace ${namespace} and could not be ` +
      `registered (${cause instanceof Error ? cause.message : String(cause)}). Have somebody who may do so run ` +
      `\`temporal operator search-attribute create --namespace ${namespace} ${flags}\` (in Temporal Cloud: add them to the ` +
      'namespace there), then start the worker again.',
    { cause },
  );
}
