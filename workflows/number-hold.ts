import type { Exit } from './exit.ts';
import { askPerson } from './hold.ts';
import type { StepFailure } from './step-failure.ts';

/** Whether nothing goes on before a person has looked at the number, its login, or what we have configured of it. */
export function needsPerson(exit: Exit, { type }: StepFailure): boolean {
  return type === 'NumberRestricted' || (type === 'UnknownInstance' && exit.opened);
}

/**
 * Holds the exit until somebody has mended it. Refused credentials are ours to mend, and not the number's fault.
 * @throws ExitStopped when it is abandoned, cancelled, or the deadline passes
 */
export async function askAboutNumber(exit: Exit, { code, message }: StepFailure): Promise<void> {
  const kind = code === 'unauthorized' ? 'credentials-refused' : 'number-restricted';
  await askPerson(exit, { kind, question: message });
}
