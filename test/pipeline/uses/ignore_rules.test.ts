import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { IgnoreRules } from '../../../generators/pipeline/uses/ignore_rules.js';
import { fill, inScratch } from '../commit/scene.js';

/** Ignore files of different kinds, and paths that they meet. */
const IGNORES: Readonly<Record<string, string>> = {
  '.gitignore':
    '# c\n\n__pycache__/\n*.py[cod]\n/build/\n.env.*\n!.env.example\n/data/raw/**\n!/data/**/\n!/data/**/*.dvc\n/models/*\n!/models/.gitkeep\na/**/z\n\\#x\nsp\\ \n[!q]1\nd+.txt\n',
  'data/.gitignore': '/processed\n*.csv\n!keep.csv\n',
};
const FILES = [
  '__pycache__/a.pyc', 'x/__pycache__/b', 'x/a.pyd', 'x/a.py', 'build/x', 'x/build/y', '.env.local', '.env.example', 'data/raw/a.png',
  'data/raw/deep/b.png', 'data/raw/a.dvc', 'data/processed/x', 'data/t.csv', 'data/keep.csv', 'data/x/keep.csv', 'models/m.pt', 'models/.gitkeep',
  'models/x/y', 'a/z', 'a/b/c/z', '#x', 'sp ', 'p1', 'q1', 'd+.txt', 'dd.txt',
]; // biome-ignore format: a list

/** Asks from the top downwards, as it is meant to be asked. */
function isIgnored(path: string, rules: IgnoreRules): boolean {
  const names = path.split('/');
  return names.some((_, index) => rules.ignores(names.slice(0, index + 1).join('/'), index < names.length - 1));
}

test('git says the same about each path', () =>
  inScratch((root) => {
    fill(root, { ...IGNORES, ...Object.fromEntries(FILES.map((path) => [path, 'x'])) });
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    const listed = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
    const rules = new IgnoreRules((folder) => IGNORES[folder === '' ? '.gitignore' : `${folder}/.gitignore`]);
    expect(FILES.filter((path) => !isIgnored(path, rules))).toEqual(FILES.filter((path) => listed.includes(path)));
  }));
