/** A length of time is drawn anew each time, uniformly: a fixed rhythm is what machines have. */
export interface Range {
  minMs: number;
  maxMs: number;
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** How fast one number may work. Plain JSON: it travels from the instances file through histories. */
export interface PacePolicy {
  /** `none`: turns are granted at once, and nothing else here matters. */
  name: 'gentle' | 'standard' | 'none';
  /** From the end of one turn to the next. */
  gap: Range;
  /** Between the steps of an exit. */
  stepGap: Range;
  /** From the goodbye to the departure: people get a moment to read it. */
  goodbyeToLeave: Range;
  /** Turns in any 60 minutes. */
  perHour: number;
  /** Turns in any 24 hours. */
  perDay: number;
  /** Fewer turns in any 24 hours while the number is new to WhatsApp. */
  young?: { untilMs: number; perDay: number };
  /** Turns without a break. */
  breakEvery: number;
  breakFor: Range;
  /**
   * `HH:MM` by the clocks of the number's time zone; `from` is in, `to` is out, and may be `24:00`. With `from` after `to`
   * they go over midnight, and the morning belongs to the weekday before.
   */
  hours: { from: string; to: string };
  /** From 1, Monday, to 7, Sunday. */
  weekdays: Weekday[];
  /** IANA name. */
  timeZone: string;
}
