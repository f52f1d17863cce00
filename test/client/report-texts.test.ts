import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportCsv, reportJsonLines, type ReportLine } from '../../client/index.ts';

const line: ReportLine = {
  instanceId: 'sales',
  groupId: '120363000000000001@g.us',
  groupName: 'Vendas SP',
  verdict: 'leave',
  state: 'settled',
  outcome: 'left',
  summary: 'the number has left the group',
  exitId: 'exit-1',
  steps: [
    {
      step: 'goodbye',
      outcome: 'done',
      evidence: { kind: 'message', messageId: '3EB0AA', found: 'answered' },
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T00:00:01.000Z',
    },
    {
      step: 'successor',
      outcome: 'skipped',
      code: 'not-an-admin',
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T00:00:00.000Z',
    },
  ],
  holds: [{ kind: 'community-group', since: '2026-01-01T00:00:00.000Z' }],
};

async function* these(...lines: ReportLine[]): AsyncGenerator<ReportLine> {
  yield* lines;
}

async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

/** Reads CSV as RFC 4180 says, to hold what was written against it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy)) {
    if (end === '' && quoted === undefined && bare === '') break;
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((cells) => cells.length > 0);
}

test('a name cannot become a formula in a spreadsheet', async () => {
  for (const name of ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', ' =1', '\r\n=1']) {
    const [, cells] = readCsv(await textOf(reportCsv(these({ ...line, groupName: name }))));
    expect(cells?.[2]).toBe(`'${name}`);
  }
});

test('whatever a name holds, it comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (name) => {
      const text = await textOf(reportCsv(these({ ...line, groupName: name }, line)));
      const [header, first, second, ...none] = readCsv(text);
      expect(none).toEqual([]);
      expect(first).toHaveLength(header?.length ?? 0);
      expect(first?.[2]?.replace(/^'/, '')).toBe(name.replace(/^'/, ''));
      expect(second?.[2]).toBe('Vendas SP');
    }),
  );
});

test('a line has each step with its outcome and its evidence', async () => {
  const [header = [], cells = []] = readCsv(await textOf(reportCsv(these(line))));
  const named = Object.fromEntries(header.map((name, at) => [name, cells[at]]));
  expect(named).toMatchObject({
    instance: 'sales',
    outcome: 'left',
    goodbye: 'done',
    'goodbye evidence': 'message 3EB0AA',
    successor: 'skipped: not-an-admin',
    leave: '',
    holds: 'community-group: undecided',
  });
});

test('as JSON, every line is one value', async () => {
  const lines = (await textOf(reportJsonLines(these(line, line)))).trimEnd().split('\n');
  expect(lines.map((text) => JSON.parse(text) as ReportLine)).toEqual([line, line]);
});
