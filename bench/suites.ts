// The suites: what is measured, and the page that shows it.
import { makeAuditComparisons } from './audits.js';
import type { Comparison } from './comparison.js';
import { makeComparisons } from './comparisons.js';
import type { Tools } from './installation.js';
import { makeUpdateComparisons } from './updates.js';

export interface Suite {
  readonly name: string;
  /** Shows the tables between its markers. */
  readonly page: string;
  /** What the markers are called, where the page has those of another suite too. */
  readonly marker?: string;
  /** What stands above the tables. */
  readonly about: string;
  readonly runs: number;
  readonly make: (tools: Tools) => Comparison[];
}

export const SUITES: readonly Suite[] = [
  {
    name: 'new',
    page: 'README.md',
    about: 'The floor is a plain script that renders the same files with ejs and writes them; cookiecutter makes the same files too.',
    runs: 15,
    make: makeComparisons,
  },
  {
    name: 'update',
    page: 'docs/speed.md',
    about: 'The floor is a plain script that renders the same files with ejs and writes them.',
    runs: 11,
    make: makeUpdateComparisons,
  },
  {
    name: 'audit',
    page: 'docs/speed.md',
    marker: 'bench audit',
    about: 'Projects of three course years, most of them with all tasks, each with edits of its own; the page is written too.',
    runs: 3,
    make: makeAuditComparisons,
  },
];
