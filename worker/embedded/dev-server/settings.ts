/**
 * Settings that make the dev server quick: its defaults read each queue of the history service 20 times a second, which costs 50 ms
 * a workflow task.
 */
export function dynamicConfigFlags(): string[] {
  const queues = ['transfer', 'timer', 'visibility'];
  return queues.flatMap((queue) => [
    '--dynamic-config-value',
    `history.${queue}ProcessorMaxPollRPS=2000`,
    '--dynamic-config-value',
    `history.${queue}ProcessorMaxPollHostRPS=4000`,
  ]);
}
