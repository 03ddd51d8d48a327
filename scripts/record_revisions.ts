// Records the digest of each shipped pack under its revision, after a build: npm run revisions
import { readFileSync, writeFileSync } from 'node:fs';
import { type RecordedRevisions, record, type ShippedRevision } from './revisions.js';

const FILE = 'test/packs/revisions.json';
const shipped = JSON.parse(readFileSync('dist/packs/index.json', 'utf8')) as readonly ShippedRevision[];
const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as RecordedRevisions;
writeFileSync(FILE, `${JSON.stringify(record(shipped, recorded), null, 2)}\n`);
