import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { giveToUser } from './user.js';
import { makeFolder, projectWith } from './workspace.js';

const YEAR = resolve(import.meta.dirname, '../../templates/2026');

/** The course year as it was before its last corrections: another word, another version. */
export function earlierYear(): string {
  return yearWith((change) => {
    change('pack.yml', /^revision: \d+$/m, 'revision: 1');
    change('pack.yml', 'wording: Create a git repository', 'wording: Start a git repository');
    change('versions.txt', /^typer==\S+/m, 'typer==0.20.0');
    change('data/files/docs/data.md', /^# .*$/m, '# Earlier words about data');
  });
}

/** The course year with changes of one's own. */
export function yearWith(edit: (change: (path: string, from: RegExp | string, to: string) => void) => void): string {
  const folder = join(makeFolder(), 'earlier');
  cpSync(YEAR, folder, { recursive: true });
  edit((path, from, to) => {
    const before = readFileSync(join(folder, path), 'utf8');
    const after = before.replace(from, to);
    expect(after, path).not.toBe(before);
    writeFileSync(join(folder, path), after);
  });
  giveToUser(folder);
  return folder;
}

/** A project of it. */
export async function earlierProject(...options: string[]): Promise<string> {
  return projectWith('--pack', earlierYear(), ...options);
}
