import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { findCheck } from '../emitted/checks.js';
import { type Evidences, readEvidence } from '../emitted/evidence.js';
import { IMAGE_CHECKS } from '../emitted/images.js';
import { TASK_EVIDENCE } from '../emitted/task_evidence.js';
import { verifiedPage } from '../emitted/verified_page.js';

const { pack } = newestPack();
const shown = Object.entries(TASK_EVIDENCE).flatMap(([slug, { shown }]) => shown.map((one) => ({ slug, ...one })));
const images = IMAGE_CHECKS.map(({ name }): string => name);

/** The cells of each task of a page, by its slug. */
function cellsOf(page: string): Map<string, string[]> {
  const rows = page.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const slug = /\(`([\w-]+)`\)$/.exec(cells[1] ?? '')?.[1];
    return slug === undefined ? [] : [[slug, cells.slice(1, -1)] as const];
  });
  return new Map(rows);
}

/** Each check that shows something, as if its rows had passed. */
function allPassed(): Evidences {
  const checksOf = (row: string) =>
    Object.fromEntries(
      shown.filter((one) => one.row === row).map(({ check, commands }) => [check, { commands: [...commands, 'the last'], figure: '7' }]),
    );
  return Object.fromEntries(['everything', 'images'].map((row) => [row, { date: '2026-01-31', checks: checksOf(row) }]));
}

describe('what shows the tasks', () => {
  it('is said of each of them, and of nothing else', () => {
    const remedy = (slug: string) => `Say in test/emitted/task_evidence.ts which check shows ${slug}, or take it out there.`;
    const slugs = pack.tasks.map(({ slug }) => slug);
    const [known, asked] = [new Set(Object.keys(TASK_EVIDENCE)), new Set(slugs)];
    expect([...known, ...asked].filter((slug) => !known.has(slug) || !asked.has(slug)).map(remedy)).toEqual([]);
    expect(slugs).toHaveLength(53);
  });

  it('are checks that there are, or a reason', () => {
    for (const { row, check } of shown) {
      if (row === 'images') expect(images).toContain(check);
      else expect(findCheck(check).name).toBe(check);
    }
    for (const { shown: checks, notRun = '' } of Object.values(TASK_EVIDENCE)) expect(checks.length > 0 || notRun !== '').toBe(true);
  });

  it('names commands that its checks have run', () => {
    const evidence = readEvidence();
    const unheard = shown.filter(({ row, check, commands }) => {
      const ran = evidence[row]?.checks[check]?.commands;
      return ran !== undefined && commands.some((words) => !ran.some((command) => command.includes(words)));
    });
    const remedy = ({ slug, check }: (typeof shown)[number]) => `${slug}: "${check}" ran no such command, or runs it no more.`;
    expect(unheard.map(remedy)).toEqual([]);
  });
});

describe('the table of the tasks', () => {
  it('is the one that npm run verify makes of what has passed', () => {
    const page = readFileSync(new URL('../../docs/verified.md', import.meta.url), 'utf8');
    expect(page, 'Make it with: npm run verify').toBe(verifiedPage(pack, readEvidence()));
  });

  it('has of each task its files, a command, what was seen, and when', () => {
    const rows = cellsOf(verifiedPage(pack, allPassed()));
    expect(rows.size).toBe(53);
    for (const [slug, [task, files, command, seen, when]] of rows) {
      expect(task, slug).toMatch(/^\d+ \S/);
      expect(files, slug).toMatch(/^`\S+`/);
      expect(command, slug).toMatch(/^`/);
      expect(seen, slug).toContain('(7)');
      expect(when, slug).toBe('2026-01-31');
    }
  });

  it('says that a row was not run, and why', () => {
    const rows = cellsOf(verifiedPage(pack, {}));
    for (const [slug, [, , command, seen, when]] of rows) {
      expect(command, slug).toMatch(/^not run: the row `\w+` has not passed since/);
      expect(`${seen}${when}`.replace(/^\*Not for real:\*.*$/, ''), slug).toBe('');
    }
  });

  it('names what took the place of the cloud', () => {
    expect(cellsOf(verifiedPage(pack, allPassed())).get('cloud-deploy')?.[3]).toMatch(
      /\*Not for real:\* There is no account of Google Cloud/,
    );
  });

  it('keeps a bar in a command inside its cell', () => {
    const check = 'mypy finds nothing to say';
    const page = verifiedPage(pack, { everything: { date: '2026-01-31', checks: { [check]: { commands: ['mypy | cat `x`'] } } } });
    expect(cellsOf(page).get('typing-and-docstrings')).toEqual([
      expect.any(String),
      expect.any(String),
      '`` mypy \\| cat `x` ``',
      check,
      '2026-01-31',
    ]);
  });
});
