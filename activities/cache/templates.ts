/** One of the configured key templates is unusable; the message names each with what is wrong. */
export class BadKeyTemplates extends Error {
  override readonly name = 'BadKeyTemplates';
}

/**
 * Reads the key templates, e.g. `wa:{instanceId}:group:{groupId}, members:{groupId}`. Braces of Redis Cluster's hash tags
 * go around a placeholder: `{{groupId}}:members`.
 * @param text templates with commas between them
 * @throws {BadKeyTemplates} listing every fault
 */
export function parseTemplates(text: string): string[] {
  const templates = text.split(',').map((template) => template.trim());
  const faults = templates.flatMap((template) => faultsOf(template).map((fault) => `"${template}" ${fault}`));
  if (faults.length > 0) throw new BadKeyTemplates(faults.join('; '));
  return templates;
}

function faultsOf(template: string): string[] {
  if (template === '') return ['is empty: write a key, or remove the comma'];
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  const unknown = names.filter((name) => name !== 'instanceId' && name !== 'groupId');
  const faults = unknown.map((name) => `has the unknown placeholder {${name}}: use {instanceId} and {groupId}`);
  // Such a key would be the same for every group: the first exit would purge what the others still need.
  if (!names.includes('groupId')) faults.push('has no {groupId}: every group would purge the same key');
  if (template.includes('*')) faults.push('has a *: keys are unlinked by name, patterns are not expanded');
  return faults;
}

/** The keys of a group, each once. */
export function keysOf(templates: readonly string[], group: { instanceId: string; groupId: string }): string[] {
  const keys = templates.map((template) =>
    // In one pass and by a function: what is put in is never read again, whatever signs it has.
    template.replace(/\{(instanceId|groupId)\}/g, (_, name: 'instanceId' | 'groupId') => group[name]),
  );
  return [...new Set(keys)];
}
