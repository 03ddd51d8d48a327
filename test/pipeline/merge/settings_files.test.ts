import { describe, expect, test } from 'vitest';
import { noteOnSettings, settingsBeside } from '../../../generators/pipeline/merge/settings_files.js';
import { changeIn, file, mergeCase } from './trees.js';

const RUFF = '[tool.ruff]\nline-length = 120\n';
const MYPY = '[tool.mypy]\nstrict = true\n';
const PYTEST = '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n';
const COVERAGE = '[tool.coverage.run]\nbranch = true\n';

/** What is said about a table that is new, beside a file of the person. */
async function said(next: string, beside: Readonly<Record<string, string>>, base = ''): Promise<string | undefined> {
  const given = { base: { 'pyproject.toml': base }, yours: { 'pyproject.toml': base, ...beside }, next: { 'pyproject.toml': next } };
  return (await changeIn(given)).note;
}

describe('a table that its tool does not read', () => {
  test.each([
    ['ruff', RUFF, 'ruff.toml'],
    ['ruff', RUFF, '.ruff.toml'],
    ['mypy', MYPY, 'mypy.ini'],
    ['mypy', MYPY, '.mypy.ini'],
    ['pytest', PYTEST, 'pytest.ini'],
    ['pytest', PYTEST, '.pytest.ini'],
    ['pytest', PYTEST, 'pytest.toml'],
    ['coverage', COVERAGE, '.coveragerc'],
  ])('%s: %j beside %s', async (tool, table, beside) => {
    expect(await said(table, { [beside]: '' })).toMatch(new RegExp(`^${tool} reads ${beside}, not \\[tool\\..*\\] in pyproject\\.toml`));
    expect(await said(table, {})).toBeUndefined();
  });
  test('coverage in files of other tools, where it has a section', async () => {
    expect(await said(COVERAGE, { 'setup.cfg': '[metadata]\nname = x\n' })).toBeUndefined();
    expect(await said(COVERAGE, { 'setup.cfg': '[coverage:run]\nbranch = true\n' })).toContain('coverage reads setup.cfg');
    expect(await said(COVERAGE, { 'tox.ini': '[coverage:run]\nbranch = true\n' })).toContain('coverage reads tox.ini');
  });
  test('is not said where nothing in it is new', async () => {
    expect(await said(`${RUFF}\n${MYPY}`, { 'ruff.toml': '' }, RUFF)).toBeUndefined();
    expect(await said(RUFF, { 'ruff.toml': '' }, `${RUFF}select = ["E"]\n`)).toBeUndefined();
    expect(await said(`${RUFF}select = ["E"]\n`, { 'ruff.toml': '' }, RUFF)).toContain('ruff reads ruff.toml');
  });
  test('is said after what the merge says', async () => {
    const given = { base: { 'pyproject.toml': RUFF }, next: { 'pyproject.toml': `${RUFF}select = ["E"]\n` } };
    const { note } = await changeIn({ ...given, yours: { 'pyproject.toml': `${RUFF.replace('120', '100')}`, '.ruff.toml': '' } });
    expect(note).toMatch(/ruff reads \.ruff\.toml/);
  });
});

test('a table that takes the place of what the person has elsewhere is said', async () => {
  expect(await said(MYPY, { 'setup.cfg': '[mypy]\nstrict = false\n' })).toBe(
    'mypy reads [tool.mypy] in pyproject.toml from now on, and setup.cfg no longer.',
  );
  expect(await said(PYTEST, { 'tox.ini': '[pytest]\n' })).toContain('and tox.ini no longer');
  expect(await said(PYTEST, { 'setup.cfg': '[tool:pytest]\n' })).toContain('and setup.cfg no longer');
});

test('only what stands beside a pyproject.toml counts', async () => {
  expect(settingsBeside('README.md')).toEqual([]);
  expect(settingsBeside('sub/pyproject.toml')).toContain('sub/ruff.toml');
  const next = file(RUFF);
  expect(await noteOnSettings('sub/pyproject.toml', { base: undefined, next }, (path) => (path === 'ruff.toml' ? next : undefined))).toBe(
    undefined,
  );
  const { changes } = await mergeCase({ yours: { 'ruff.toml': '' }, next: { 'a/pyproject.toml': RUFF } });
  expect(changes[0]).not.toHaveProperty('note');
});
