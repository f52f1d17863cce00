/**
 * Remembers an answer for a while; whoever asks meanwhile gets the same one, also while it is still under way. A failure is
 * not remembered.
 */
export function cached<T>(ask: () => Promise<T>, keepMs: number, now: () => number = Date.now): () => Promise<T> {
  let kept: { answer: Promise<T>; untilMs: number } | undefined;
  return () => {
    if (kept && now() < kept.untilMs) return kept.answer;
    const answer = ask();
    kept = { answer, untilMs: now() + keepMs };
    answer.catch(() => {
      if (kept?.answer === answer) kept = undefined;
    });
    return answer;
  };
}
