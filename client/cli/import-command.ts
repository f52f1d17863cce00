import { Command, Option } from 'commander';
import type { ImportResult } from '../roster/write-rows.ts';
import { show, withExits, type CliContext, type CommonOptions } from './context.ts';
import { knownColumns } from './import/columns.ts';
import { readImportFile, type FileFormat } from './import/import-file.ts';

interface ImportCommandOptions extends CommonOptions {
  format?: FileFormat;
}

const examples = `
The columns of a CSV file, or the keys of the objects in a JSON list:
  instance, group  required
  client           whose group it is
  name             what people call the group
  lastActivity     when something last happened in it: an ISO time, or seconds or milliseconds since 1970
  keep             yes: no plan leaves it
  successors       who gets the admin rights, best first, with semicolons between people
What is left out or empty stays as it is; nothing marks a group as left.

Examples:
  group-exit import groups.csv
  group-exit import crm-export.txt --format json`;

/** `group-exit import`: tells the books what is known of groups. */
export function importCommand(context: CliContext): Command {
  return new Command('import')
    .summary('tell whose groups these are, when they were last active, which to keep')
    .description(
      'Import what you know of groups from a file. All faults are told with their lines, and nothing is written while there is one. Importing a file again changes nothing.',
    )
    .argument('<file>', `CSV with a header line, or JSON; its columns: ${knownColumns}`)
    .addOption(new Option('--format <format>', "by the file's name without it").choices(['csv', 'json']))
    .addHelpText('after', examples)
    .action((file: string, _: unknown, command: Command) =>
      runImport(context, file, command.optsWithGlobals<ImportCommandOptions>()),
    );
}

async function runImport(context: CliContext, file: string, options: ImportCommandOptions): Promise<void> {
  const { rows, nameOf } = await readImportFile(file, options.format);
  await withExits(context, options, async (exits) => {
    const result = await exits.import(rows, { nameOf });
    show(context, options, result, () => importText(result));
  });
}

/** What an import has done, for people. Pure. */
export function importText({ groups, added, changed, unchanged, repeated }: ImportResult): string {
  const counts = `${added} added, ${changed} changed, ${unchanged} as they were`;
  const twice = repeated === 0 ? '' : ` (${repeated} repeated ${repeated === 1 ? 'row' : 'rows'})`;
  return `${groups} ${groups === 1 ? 'group' : 'groups'}: ${counts}${twice}.`;
}
