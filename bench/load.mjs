// Reads and parses what the build made of some years, as the binary does, and nothing else.
//
//   node bench/load.mjs <folder of packs> [year ...]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, ...years] = process.argv.slice(2);
const load = createRequire(import.meta.url);

for (const year of years) {
  const bytes = readFileSync(join(folder, `${year}.pack`));
  const pack = JSON.parse(readFileSync(join(folder, `${year}.json`), 'latin1'));
  const templates = load(join(folder, `${year}.cjs`));
  if (bytes.length === 0 || pack.id !== year || Object.keys(templates).length === 0) throw new Error(`${year} is not what was built`);
}
