/** A list as Wawp writes it: an object keyed by index, as in every example of its documents. */
export function indexed<Item>(list: readonly Item[]): Record<string, Item> {
  return Object.fromEntries(list.map((item, index) => [String(index), item]));
}
