// Runs before `npm start`, `npm test` and the build, on whatever `node` the machine has: so plain JavaScript that Node 12
// already understands, and no imports of the project.
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const wanted = manifest.engines.node
  .replace(/[^0-9.]/g, '')
  .split('.')
  .map(Number);
const found = process.versions.node.split('.').map(Number);
const tooOld = found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1]);

if (tooOld) {
  console.error(
    'This needs Node ' +
      manifest.engines.node +
      ', but `node` here is ' +
      process.versions.node +
      ': the Node that `npm ci` brings along was not installed, because npm skipped its install script.' +
      ' Run `npm rebuild node --ignore-scripts=false` (or put a newer Node on PATH), then try again.',
  );
  process.exit(1);
}
