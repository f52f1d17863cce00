/** Does the work for each item in order, so many at a time, until one says that it is enough. */
export async function inParallel<Item>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<'go-on' | 'enough'>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if ((await work(item)) === 'enough') waiting.length = 0;
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}
