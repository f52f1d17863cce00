/** What everything on the screen fits into. */
export const WIDTH = 100;

/** Lays out rows under their heads. Pure. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...rows.map((row) => row[column] ?? '')].map((text) => text.length)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((columnWidth, column) => (cells[column] ?? '').padEnd(columnWidth))
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((columnWidth) => '─'.repeat(columnWidth))), ...rows.map(line)];
}

/** Cuts a line to what a terminal shows, so that it takes one row. */
export function fitted(line: string, columns: number): string {
  return line.length <= columns ? line : `${line.slice(0, Math.max(columns - 1, 0))}…`;
}
