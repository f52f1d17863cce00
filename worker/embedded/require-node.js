// Runs before `npm start`, `npm test` and the build, on whatever `node` the machine has: so it is JavaScript that old ones
// understand, and imports nothing of the project. (The published package is compiled, and runs on the older Node of `engines`.)
import { existsSync, readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const wanted = Number(manifest.devDependencies.node.replace(/^\D+/, '').split('.')[0]);
const found = process.versions.node;

if (!existsSync(new URL('../../node_modules', import.meta.url))) {
  console.error('The packages are missing, and with them Node ' + wanted + ': run `npm ci` first, then try again.');
  process.exit(1);
}

if (Number(found.split('.')[0]) < wanted) {
  console.error(
    'This needs Node ' +
      wanted +
      ', but `node` here is ' +
      found +
      ': the Node that `npm ci` brings along was not' +
      ' installed, because npm skipped its install script. Run `npm rebuild node --ignore-scripts=false`' +
      ' (or put Node ' +
      wanted +
      ' on PATH), then try again.',
  );
  process.exit(1);
}
