import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Completions, completeBash, completeFish, completeZsh } from '../../../generators/pipeline/doors/completion_scripts.js';

const COMPLETIONS: Completions = {
  commands: [
    { name: 'new', summary: "a new project: the group's", options: ['--defaults', '--license', '--tasks', '--pack'] },
    { name: 'add', summary: 'add', options: ['--plan', '--into'], words: ['api', 'docker', 'docker-build'] },
    { name: 'why', summary: 'why', options: ['--json'], files: true },
    {
      name: 'pack',
      summary: 'packs',
      options: ['--help'],
      words: ['new', 'test'],
      members: [
        { name: 'pack new', summary: 'start', options: ['--from'] },
        { name: 'pack test', summary: 'test', options: ['--json'], words: ['mine'] },
      ],
    },
  ],
  choices: { '--license': ['MIT', 'none'] },
  tasks: ['week1', 'week2', 'api'],
  packs: { option: '--pack', words: ['2026', 'https://', 'npm:'] },
  files: ['--save'],
  folders: ['--into'],
  texts: ['--name'],
};

/** What bash offers for a line, of which the last word is the one that is typed. */
function offered(...line: string[]): string[] {
  const words = line.map((word) => `'${word}'`).join(' ');
  const script = `${completeBash(COMPLETIONS)}\nCOMP_WORDS=(mlops ${words}); COMP_CWORD=${line.length}; _mlops; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', cwd: import.meta.dirname })
    .split('\n')
    .filter((word) => word !== '');
}

test.each<[string[], string[]]>([
  [[''], ['new', 'add', 'why', 'pack', '--help', '--version']],
  [['why', 'help.te'], ['help.test.ts']],
  [['a'], ['add']],
  [
    ['add', 'd'],
    ['docker', 'docker-build'],
  ],
  [['add', 'api', 'docker-'], ['docker-build']],
  [['add', '--p'], ['--plan']],
  [
    ['new', '--license', ''],
    ['MIT', 'none'],
  ],
  [['new', '--license', '=', 'M'], ['MIT']],
  [
    ['new', '--license', '='],
    ['MIT', 'none'],
  ],
  [
    ['new', '--tasks', 'w'],
    ['week1', 'week2'],
  ],
  [['new', '--tasks', 'week1,a'], ['week1,api']],
  [['new', '--name', ''], []],
  [['--name', 'add', 'n'], ['new']],
  [['--license', '=', 'MIT', 'a'], ['add']],
  [['nothing', ''], []],
  [
    ['pack', ''],
    ['new', 'test'],
  ],
  [['pack', '--'], ['--help']],
  [['pack', 'test', '--'], ['--json']],
  [['pack', '--into', '..', 'test', ''], ['mine']],
  [['pack', 'new', '--f'], ['--from']],
])('in bash %j completes to %j', (line, words) => {
  expect(offered(...line)).toEqual(words);
});

test('in bash a pack completes to a year, to what begins an address and a package, and to a path', () => {
  expect(offered('new', '--pack', '')).toEqual(expect.arrayContaining(['2026', 'https://', 'npm:', 'completion.test.ts']));
  expect(offered('new', '--pack', '2')).toEqual(['2026']);
  expect(offered('new', '--pack', 'n')).toEqual(['npm:']);
  expect(offered('new', '--pack', 'completion_s')).toEqual(['completion_scripts.test.ts']);
});

test('in bash files and folders complete after the options that name them', () => {
  expect(offered('add', '--save', 'completion_s')).toEqual(['completion_scripts.test.ts']);
  expect(offered('add', '--into', '../doo')).toEqual(['../doors']);
});

test.each([
  ['bash', completeBash(COMPLETIONS), ['-n']],
  ['zsh', completeZsh(COMPLETIONS), ['-n']],
  ['fish', completeFish(COMPLETIONS), ['--no-execute']],
])('%s can read its script, where it is there', (shell, script, args) => {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-completion-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'script'), script);
  const { error, status, stderr } = spawnSync(shell, [...args, join(folder, 'script')], { encoding: 'utf8' });
  if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('zsh and fish get each list once, and quotes that hold', () => {
  expect(completeZsh(COMPLETIONS)).toContain("'new:a new project\\: the group’s'");
  expect(completeZsh(COMPLETIONS)).toContain('--license) compadd -- MIT none; return ;;');
  expect(completeZsh(COMPLETIONS)).toContain('--pack) compadd -- 2026 https:// npm:; _files; return ;;');
  const fish = completeFish(COMPLETIONS);
  expect(fish).toContain("'__fish_seen_subcommand_from new; and not __fish_seen_subcommand_from pack' -l license -x -a 'MIT none'");
  expect(fish).toContain("'__fish_seen_subcommand_from pack; and not __fish_seen_subcommand_from new test' -a 'new test'");
  expect(fish).toContain("'__fish_seen_subcommand_from pack; and __fish_seen_subcommand_from test' -l json");
  expect(fish).toContain("-l pack -r -F -a '2026 https:// npm:'");
  expect(completeFish(COMPLETIONS)).toContain("-l tasks -x -a '(__fish_append , week1 week2 api)'");
});
