import { migrations } from '../../activities/memberships/migrations/index.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

export const SUBJECT = 'database';

/**
 * @param place what to call the database
 * @param applied the migrations it has, in their order
 */
export function compareMigrations(place: string, applied: string[]): Finding {
  const newer = applied.filter((name) => !Object.hasOwn(migrations, name));
  if (newer.length > 0) {
    return fault(
      SUBJECT,
      `${place} belongs to a newer version (${newer.join(', ')}): start that one, or restore a backup`,
    );
  }
  const missing = Object.keys(migrations).filter((name) => !applied.includes(name));
  if (missing.length === 0) return ok(SUBJECT, `${place} is up to date (${applied.at(-1) ?? 'empty'})`);
  return warning(
    SUBJECT,
    `${place} lacks ${missing.join(', ')}: the next worker to start adds it; make a backup first`,
  );
}
