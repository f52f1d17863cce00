/**
 * @param template absent in histories from before the pre-flight told it
 * @returns the goodbye with the group's name at each `{group}`
 */
export function goodbyeText(template: string | undefined, groupName: string): string {
  return template?.replaceAll('{group}', () => groupName) ?? '';
}
