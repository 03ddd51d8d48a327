// Whether a tag may be published, and its notes: node scripts/run_ts.mjs scripts/release.ts <tag> <owner/name> <file for the notes>
import { readFileSync, writeFileSync } from 'node:fs';
import { notesOf } from './release/notes.js';

const [tag = '', repository = '', file = ''] = process.argv.slice(2);
const release = notesOf({
  tag,
  repository,
  manifest: JSON.parse(readFileSync('package.json', 'utf8')),
  changelog: readFileSync('CHANGELOG.md', 'utf8'),
});

if ('problems' in release) {
  for (const problem of release.problems) console.error(problem);
  process.exitCode = 1;
} else {
  writeFileSync(file, `${release.notes}\n`);
}
