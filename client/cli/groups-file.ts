import { readFile } from 'node:fs/promises';
import { InvalidRequest, type Fault } from '../errors.ts';
import { parseGroup } from '../request.ts';
import type { GroupKey } from '../workflow-ids.ts';

/**
 * Reads a file that names a group on each line: instance and group, with blanks or a comma between. Empty lines and what
 * follows a # say nothing.
 * @throws {InvalidRequest} with every line that cannot be read
 */
export async function readGroupsFile(file: string): Promise<GroupKey[]> {
  return parseGroupLines(await textOf(file));
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidRequest([{ field: '--groups', problem: `cannot be read (${why}): name a file of groups` }]);
  }
}

/** The groups that a text names. Pure. @throws {InvalidRequest} */
export function parseGroupLines(text: string): GroupKey[] {
  const faults: Fault[] = [];
  const groups = text.split(/\r?\n/).flatMap((line, index) => {
    const words = line
      .replace(/#.*/, '')
      .split(/[\s,;]+/)
      .filter(Boolean);
    if (words.length === 0) return [];
    try {
      return groupOf(words);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      faults.push({ field: `line ${index + 1}`, problem: error.message.replaceAll('\n', '; ') });
      return [];
    }
  });
  if (faults.length > 0) throw new InvalidRequest(faults);
  return groups;
}

function groupOf([instanceId, groupId, ...more]: string[]): GroupKey {
  if (more.length === 0) return parseGroup({ instanceId, groupId });
  throw new InvalidRequest([{ field: 'line', problem: 'has more than an instance and a group' }]);
}
