// Writes the published JSON Schemas of pack.yml and stage.yml from the fields of packs: npm run schemas
import { writeFileSync } from 'node:fs';
import { SCHEMAS } from './schemas.js';

for (const [name, schema] of Object.entries(SCHEMAS)) writeFileSync(`schemas/${name}`, `${JSON.stringify(schema, null, 2)}\n`);
