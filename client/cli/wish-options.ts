import { userInfo } from 'node:os';
import { Option, type Command } from 'commander';
import type { Wishes } from '../wishes.ts';
import { parseDuration } from './duration.ts';

/** How groups are to be left, as the command line has it. */
export interface WishOptions {
  reason?: string;
  requestedBy: string;
  successor?: string[];
  handover?: Wishes['handover'];
  onNoSuccessor?: Wishes['onNoSuccessor'];
  holdDeadline?: string;
  goodbye?: string;
  withoutGoodbye?: string;
  closingDescription?: string;
  allowCommunity?: boolean;
}

/**
 * Adds the options that say how groups are to be left.
 * @param reason `optional` where the command may name a plan that has its reason already
 */
export function withWishOptions(command: Command, reason: 'required' | 'optional'): Command {
  return command
    .addOption(
      new Option('--reason <text>', 'why, in a few words; kept in the receipt').makeOptionMandatory(
        reason === 'required',
      ),
    )
    .option('--requested-by <name>', 'who asks, by name or login; kept in the receipt', userInfo().username)
    .option('--successor <person...>', 'who gets the admin rights, best first: a phone number or an id')
    .addOption(new Option('--handover <when>', 'when a successor is promoted').choices(['when-only-admin', 'always']))
    .addOption(new Option('--on-no-successor <what>', 'when nobody can be promoted').choices(['hold', 'leave']))
    .option('--hold-deadline <duration>', 'end as held when nobody decides a hold in time: 30m, 12h, 3d')
    .option('--goodbye <text>', 'the final message; the configured text without it')
    .option('--without-goodbye <why>', 'say no goodbye, for this reason')
    .option('--closing-description <text>', "added once below the group's description")
    .option('--allow-community', "leave a community's parent or announcement group without asking a person");
}

/** Without a reason where none was given: parsing tells. @throws {InvalidRequest} when the deadline is none */
export function wishesOf(options: WishOptions): Wishes {
  const { holdDeadline, withoutGoodbye, goodbye } = options;
  return {
    reason: options.reason ?? '',
    requestedBy: options.requestedBy,
    successors: options.successor,
    handover: options.handover,
    onNoSuccessor: options.onNoSuccessor,
    holdDeadlineMs: holdDeadline === undefined ? undefined : parseDuration(holdDeadline, '--hold-deadline'),
    goodbye: withoutGoodbye !== undefined && goodbye === undefined ? false : goodbye,
    noGoodbyeReason: withoutGoodbye,
    closingDescription: options.closingDescription,
    allowCommunity: options.allowCommunity,
  };
}
