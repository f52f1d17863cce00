import { userInfo } from 'node:os';
import { Option, type Command } from 'commander';
import { parseResignRequest, type ResignRequest } from '../../resign-request.ts';
import type { ConfirmOptions, CommonOptions } from '../context.ts';
import { selectionOf, withSelectionOptions, type SelectionOptions } from '../plan-options.ts';
import { wishesOf, withWishOptions, type WishOptions } from '../wish-options.ts';

export interface ResignOptions extends CommonOptions, ConfirmOptions, SelectionOptions, WishOptions {
  plan?: string;
  resignationId?: string;
  approvedBy?: string;
  approval?: 'required';
  urgency?: ResignRequest['urgency'];
  detach?: boolean;
}

/** What a plan that is made already has of its own. */
const ofTheSelection = ['client', 'instance', 'groups', 'inactiveDays', 'acceptSmallerListing'];
const ofTheWishes = [
  'reason',
  'successor',
  'handover',
  'onNoSuccessor',
  'holdDeadline',
  'goodbye',
  'withoutGoodbye',
  'closingDescription',
  'allowCommunity',
];

/** Adds the options of `group-exit resign`. */
export function withResignOptions(command: Command): Command {
  const plan = new Option('--plan <id>', 'the plan to carry out; without it, say which groups and how');
  command
    .addOption(plan.conflicts([...ofTheSelection, ...ofTheWishes]))
    .option(
      '--resignation-id <id>',
      "name the resignation, so that asking twice is asking once; the plan's id without it",
    )
    .option('--approved-by <name>', 'who approves the plan, by name or login; whoever is logged in without it')
    .addOption(
      new Option('--approval <when>', 'wait for `group-exit approve`').choices(['required']).conflicts('approvedBy'),
    )
    .addOption(
      new Option('--urgency <what>', 'whose turns come first where others of the same number wait too').choices([
        'expiry',
        'milestone',
        'request',
        'inactivity',
      ]),
    )
    .option('--yes', 'do not ask')
    .option('--detach', 'do not watch it');
  return withWishOptions(withSelectionOptions(command), 'optional');
}

/**
 * What the options ask for.
 * @throws {InvalidRequest} with every fault
 */
export async function resignRequestOf(options: ResignOptions): Promise<ResignRequest> {
  const { plan: planId, resignationId, approval, urgency, requestedBy } = options;
  const approvedBy = approval === undefined ? (options.approvedBy ?? userInfo().username) : undefined;
  const orders = { resignationId, approval, approvedBy, urgency };
  const request =
    planId === undefined
      ? { ...(await selectionOf(options)), ...wishesOf(options), ...orders }
      : { planId, requestedBy, ...orders };
  parseResignRequest(request);
  return request;
}
