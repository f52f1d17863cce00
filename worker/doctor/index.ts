/** `group-exit doctor`: what is configured, reachable and working. */
export { examine } from './examine.ts';
export type { Finding } from './finding.ts';
