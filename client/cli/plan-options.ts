import type { Command } from 'commander';
import type { PlanQuestion } from '../plan-request.ts';
import { readGroupsFile } from './groups-file.ts';

/** Which groups a plan is about, as the command line has it. */
export interface SelectionOptions {
  client?: string;
  instance?: string[];
  groups?: string;
  inactiveDays?: string;
  acceptSmallerListing?: boolean;
}

export const groupsFileHelp =
  'A file of groups has a line for each, with instance and group: sales 120363000000000000@g.us';

/** Adds the options that say which groups. */
export function withSelectionOptions(command: Command): Command {
  return command
    .option('--client <id>', 'all groups that the books have of this client')
    .option('--instance <id...>', 'all groups of these instances')
    .option('--groups <file>', 'the groups that a file names')
    .option('--inactive-days <days>', 'only groups in which nothing has happened for so long')
    .option('--accept-smaller-listing', 'take a list that is much smaller than the last one for true');
}

type Selection = Pick<PlanQuestion, 'groups' | 'clientId' | 'instanceIds' | 'inactiveForDays' | 'acceptSmallerListing'>;

/** @throws {InvalidRequest} when the file of groups can't be read */
export async function selectionOf(options: SelectionOptions): Promise<Selection> {
  const { client: clientId, instance: instanceIds, inactiveDays, acceptSmallerListing, groups } = options;
  return {
    groups: groups === undefined ? undefined : await readGroupsFile(groups),
    clientId,
    instanceIds,
    inactiveForDays: inactiveDays === undefined ? undefined : Number(inactiveDays),
    acceptSmallerListing,
  };
}
