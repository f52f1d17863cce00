import type { Command } from 'commander';
import { InvalidRequest } from '../../errors.ts';
import { reportCsv } from '../../report-texts.ts';
import type { ResignationHandle } from '../../resignation-handle.ts';
import { show, type CliContext, type CommonOptions } from '../context.ts';
import { resignationCommand, withResignation } from '../target-command.ts';
import { reportJson, reportLines } from './report-forms.ts';
import { writeFile } from './write-file.ts';

interface ReportOptions extends CommonOptions {
  csv?: boolean;
  output?: string;
}

const examples = `
Examples:
  group-exit report spring
  group-exit report spring --csv --output spring.csv
  group-exit report spring --json | jq '.[] | select(.outcome == "failed")'`;

/** `group-exit report`: what came of each group. */
export function reportCommand(context: CliContext): Command {
  const summary = 'tell what came of each group, also long after; with its steps and their evidence as CSV or JSON';
  return resignationCommand('report', summary)
    .option('--csv', 'for spreadsheets')
    .option('--output <file>', 'write it to a file, in place of what is in there')
    .addHelpText('after', examples)
    .action((_id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ReportOptions>();
      if (options.csv && options.json) {
        throw new InvalidRequest([{ field: '--csv', problem: 'contradicts --json: choose one of them' }]);
      }
      return withResignation(context, command, options, (run) => tellReport(context, run, options));
    });
}

async function tellReport(context: CliContext, run: ResignationHandle, options: ReportOptions): Promise<void> {
  const { terminal } = context;
  const texts = formOf(options)(run.report());
  const { output } = options;
  if (output === undefined) {
    // A line ends with the terminal's own end.
    for await (const text of texts) terminal.out(text.replace(/\n$/, ''));
    return;
  }
  await writeFile(output, texts);
  const { resignationId } = run;
  if (options.json) show(context, options, { resignationId, output }, () => '');
  else terminal.note(`Written: ${output}`);
}

function formOf({ csv, json }: ReportOptions): typeof reportCsv {
  if (csv) return reportCsv;
  return json ? reportJson : reportLines;
}
