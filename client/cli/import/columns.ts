import type { Fault } from '../../errors.ts';
import type { ImportField } from '../../roster/import-row.ts';

/** What the columns of a file are called, as `--help` says it. */
const columns: Record<ImportField, string> = {
  instanceId: 'instance',
  groupId: 'group',
  clientId: 'client',
  groupName: 'name',
  lastActivity: 'lastActivity',
  keep: 'keep',
  successors: 'successors',
};
const fields = Object.keys(columns) as ImportField[];

/** A field by what a file calls it: as here or as the client's own, however it is spaced and capitalised. Pure. */
export function fieldOf(written: string): ImportField | undefined {
  const plain = bare(written);
  return fields.find((field) => bare(columns[field]) === plain || bare(field) === plain);
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, '');
}

export const knownColumns = Object.values(columns).join(', ');

/** What a fault calls a field of a client's row. Pure. */
export function columnOf(field: string): string {
  return field.replace(/^\w+/, (name) => columns[name as ImportField] ?? name);
}

/** What is wrong with a header. Pure. */
export function headerFaults(header: readonly string[], where: string): Fault[] {
  const found = header.map(fieldOf);
  const unknown = header.filter((_, index) => found[index] === undefined);
  const doubled = fields.filter((field) => found.filter((one) => one === field).length > 1);
  const missing = (['instanceId', 'groupId'] as const).filter((field) => !found.includes(field));
  return [
    ...unknown.map((name) => `has the unknown column ${JSON.stringify(name)}; there are ${knownColumns}`),
    ...doubled.map((field) => `has the column ${columns[field]} more than once`),
    ...missing.map((field) => `lacks the column ${columns[field]}; the first line names the columns: ${knownColumns}`),
  ].map((problem) => ({ field: where, problem }));
}
