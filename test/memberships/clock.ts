/** A clock that stands still until it is told to go on. */
export class Clock {
  nowMs = Date.parse('2026-03-01T10:00:00.000Z');
  #tell: (nowMs: number) => Promise<void> = async () => undefined;

  readonly read = (): number => this.nowMs;

  async pass(ms: number): Promise<void> {
    this.nowMs += ms;
    await this.#tell(this.nowMs);
  }

  /** Tells a clock elsewhere what time it is whenever that changes. */
  drive(tell: (nowMs: number) => Promise<void>): void {
    this.#tell = tell;
  }
}
