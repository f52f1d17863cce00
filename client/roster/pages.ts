/** So many rows are quickly written; so many bytes fit well into a workflow's input, which Temporal limits to 2 MB. */
const MOST_ROWS = 1_000;
const MOST_BYTES = 256 * 1_024;

/** Cuts rows into pages that a workflow's input can hold, in order. Pure. */
export function pagesOf<Row>(rows: readonly Row[]): Row[][] {
  const pages: Row[][] = [];
  let page: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row));
    if (page.length === MOST_ROWS || (page.length > 0 && bytes + size > MOST_BYTES)) {
      pages.push(page);
      page = [];
      bytes = 0;
    }
    page.push(row);
    bytes += size;
  }
  return page.length > 0 ? [...pages, page] : pages;
}
