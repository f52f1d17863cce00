import type { Books } from '../../../activities/memberships/books.ts';
import type { GroupKey } from '../../../activities/memberships/memberships.ts';
import type { Receipt } from '../../../activities/receipt.ts';
import { aReceipt } from '../../memberships/books.ts';

interface Played extends GroupKey {
  exitId: string;
  answer?: 'decided' | 'cancelled';
}

export interface QuickActivities {
  /** Writes the receipt; nothing for an exit that waits for a person first. */
  playExit(exit: Played): Promise<Receipt | undefined>;
}

/** @param isHeld which groups wait for a person @param onPlay what else happens when an exit is played */
export function quickActivities(
  isHeld: (groupId: string) => boolean,
  onPlay: (exit: Played) => Promise<void>,
): (books: Books) => QuickActivities {
  return (books) => ({
    async playExit(exit) {
      const { instanceId, groupId, exitId, answer } = exit;
      await onPlay(exit);
      if (answer === undefined && isHeld(groupId)) {
        await books.noteHold({ instanceId, groupId, exitId, kind: 'no-successor', question: 'who?', sinceMs: 1 });
        return undefined;
      }
      const outcome = answer === 'cancelled' ? 'cancelled' : 'left';
      const receipt = aReceipt(exitId, { instanceId, groupId, outcome });
      await books.saveReceipt(receipt);
      return receipt;
    },
  });
}
