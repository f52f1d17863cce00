/** The port to the high-speed cache that holds temporary data of groups. */
export interface GroupCache {
  /**
   * Unlinks the group's keys, made from the configured templates.
   * @returns how many keys were there; `undefined` when no cache is configured
   */
  purge(group: { instanceId: string; groupId: string }): Promise<number | undefined>;
  /** Whether the cache answers. @throws when it does not */
  ping(): Promise<void>;
  close(): Promise<void>;
}
