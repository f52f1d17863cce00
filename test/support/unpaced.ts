import type { Turns } from '../../activities/turns.ts';

const nobodyToAsk = (): Promise<void> => Promise.reject(new Error('a number without a pace was asked for a turn'));

/** The turns of numbers without a pace: nobody asks for them. */
export const unpaced: Turns = { ask: nobodyToAsk, giveBack: nobodyToAsk };
