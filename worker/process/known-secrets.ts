/** The secrets that this process has seen, for taking them out of its log. Nothing is ever forgotten: an old token stays one. */
export class KnownSecrets implements Iterable<string> {
  readonly #sources: (() => Iterable<string>)[] = [];

  /** @param source asked whenever a line is written */
  follow(source: () => Iterable<string>): void {
    this.#sources.push(source);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const source of this.#sources) yield* source();
  }
}
