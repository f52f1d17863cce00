/** What a process has opened, in order, so that it can be closed in the reverse one. */
export class OpenParts {
  readonly #closers: (() => Promise<void> | void)[] = [];

  /** @returns the part that `open` made; `close` ends it */
  async open<Part>(open: () => Promise<Part> | Part, close: (part: Part) => Promise<void> | void): Promise<Part> {
    const part = await open();
    this.#closers.push(() => close(part));
    return part;
  }

  /**
   * Closes what is open, the last one first. One that fails does not keep the others open.
   * @throws {AggregateError} with every failure
   */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.splice(0).toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `not closed cleanly: ${failures.map(String).join('; ')}`);
  }
}
