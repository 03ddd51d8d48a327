import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCommand, takesOption } from '../../generators/pipeline/commands/table.js';
import { OPTIONS } from '../../generators/pipeline/options.js';
import { PACK } from '../pipeline/pack/fixture.js';

const DOCS = join(import.meta.dirname, '../../docs');
const guide = readFileSync(join(DOCS, 'check.md'), 'utf8');
const commands = [...guide.matchAll(/\bmlops (check|why|audit)((?: +[^\s`|#]+)*)/g)];

test('the guide to check names only options that its commands take', () => {
  expect(commands.length).toBeGreaterThan(15);
  for (const [words, name = '', rest = ''] of commands) {
    const command = findCommand(name, PACK);
    for (const [, given] of rest.matchAll(/ --([a-z-]+)/g)) {
      const option = OPTIONS.find((each) => each.name === given);
      expect(option !== undefined && command !== undefined && takesOption(command, option.name), words).toBe(true);
    }
  }
});

test('every option of check and audit stands in it', () => {
  for (const name of ['check', 'audit']) {
    const command = findCommand(name, PACK);
    const own = OPTIONS.filter((option) => command !== undefined && takesOption(command, option.name)).map((option) => option.name);
    const told = own.filter((option) => !['into', 'help', 'version'].includes(option));
    expect(told.filter((option) => !guide.includes(`--${option}`))).toEqual([]);
  }
});

test('its links lead to pages that are there, and README and index link it', () => {
  for (const [, target = ''] of guide.matchAll(/\]\(([^)#]+)/g)) expect(existsSync(join(DOCS, target)), target).toBe(true);
  expect(readFileSync(join(DOCS, '../README.md'), 'utf8')).toContain('](docs/check.md)');
});
