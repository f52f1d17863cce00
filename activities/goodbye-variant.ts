import { createHash } from 'node:crypto';

/**
 * One of several goodbyes, evenly over the groups: the same words to everybody look like spam. A group always gets the same one,
 * so whoever looks again finds what was said.
 * @param texts at least one
 */
export function goodbyeFor(groupId: string, texts: readonly [string, ...string[]]): string {
  const place = createHash('sha256').update(groupId).digest().readUInt32BE() % texts.length;
  return texts[place] ?? texts[0];
}
