import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../errors.js';
import { CODES } from '../finding/codes.js';
import { installation } from '../pack/library/installation.js';

/** What a finding means. One of the documents that `mlops why --json` prints; its schema is schemas/why.schema.json. */
export interface CodePage {
  readonly kind: 'code';
  readonly code: string;
  /** The page in Markdown. */
  readonly page: string;
}

/** Every code of a finding. */
export const FINDING_CODES: readonly string[] = Object.keys(CODES);

/** The page of a code, as the build has laid it beside the program. */
export function pageOf(code: string): CodePage {
  const path = join(installation(), 'dist/findings', `${code}.md`);
  if (!existsSync(path))
    throw new Refusal(`dist/findings/${code}.md is missing`, 'Install generator-mlops again; in a clone of it: npm run build');
  return { kind: 'code', code, page: readFileSync(path, 'utf8') };
}
