import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measure } from '../../../generators/pipeline/measures/measure.js';
import { findPack } from '../../../generators/pipeline/pack/library/shipped.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { type Files, writeFolder } from '../../packs/pack_folder.js';
import { asOrdinaryUser } from '../../support/ordinary_user.js';

const { pack } = await findPack('2026', '');
const measures = pack.measures ?? [];

function look(files: Files, report?: Parameters<typeof measure>[2]) {
  const { values, findings, of } = measure(measures, new Repository(writeFolder(files)), report);
  return {
    of,
    value: (name: string) => values.find((each) => each.name === name)?.value,
    told: findings.map(({ code, values: own }) => `${code} ${own['measure']}: ${own['paths']}`),
  };
}

describe('what the course measures', () => {
  it('is what its rules count in a repository', () => {
    const { value, told, of } = look({
      'README.md': '# Digits\n\nthree words here\n',
      'dockerfiles/train.dockerfile': 'FROM a',
      'api.Dockerfile': 'FROM a',
      '.github/workflows/tests.yaml': 'a',
      '.github/workflows/docs.yml': 'a',
      'src/a.py': 'a',
      'requirements.txt': 'a',
      'gcp/cloudbuild.yaml': 'a',
      'data.dvc': 'a',
      'big.bin': Buffer.alloc(2 ** 20),
    });
    const names = measures.map(({ name }) => name);
    expect(Object.fromEntries(names.map((name) => [name, value(name)]))).toEqual({
      num_docker_files: 2,
      num_python_files: 1,
      num_workflow_files: 2,
      has_requirements_file: true,
      has_cloudbuild: true,
      using_dvc: true,
      repo_size: 1,
      readme_length: 4,
      num_warnings: undefined,
    });
    expect([told, of]).toEqual([[], 'all']);
  });

  it.each<[string, Files, string, number | boolean, string[]]>([
    ['only a lock file', { 'uv.lock': 'a' }, 'has_requirements_file', false, ['measure-less has_requirements_file: uv.lock']],
    [
      'only a list of tools',
      { 'requirements_dev.txt': 'a' },
      'has_requirements_file',
      false,
      ['measure-less has_requirements_file: requirements_dev.txt'],
    ],
    ['both', { 'uv.lock': 'a', 'requirements.txt': 'a' }, 'has_requirements_file', true, []],
    ['another ending', { 'cloudbuild.yml': 'a' }, 'has_cloudbuild', false, ['measure-less has_cloudbuild: cloudbuild.yml']],
    ['another name', { 'cloudbuild_api.yaml': 'a' }, 'has_cloudbuild', false, ['measure-less has_cloudbuild: cloudbuild_api.yaml']],
    ['only an ignore file', { '.dvcignore': 'a' }, 'using_dvc', true, ['measure-more using_dvc: .dvcignore']],
    ['only a pipeline', { 'dvc.yaml': 'a' }, 'using_dvc', false, ['measure-less using_dvc: dvc.yaml']],
    [
      'a version and stubs',
      { '.python-version': 'a', 'b.pyi': 'a' },
      'num_python_files',
      2,
      ['measure-more num_python_files: .python-version, b.pyi'],
    ],
    ['small letters', { dockerfile: 'a' }, 'num_docker_files', 0, ['measure-less num_docker_files: dockerfile']],
    ['an ignore file of Docker', { '.dockerignore': 'a' }, 'num_docker_files', 0, []],
    [
      'workflows in a folder',
      { 'sub/.github/workflows/a.yml': 'a' },
      'num_workflow_files',
      0,
      ['measure-less num_workflow_files: sub/.github/workflows/a.yml'],
    ],
  ])('is told with the rule where it surprises: %s', (_, files, name, expected, told) => {
    const looked = look(files);
    expect([looked.value(name), looked.told]).toEqual([expected, told]);
  });

  it('counts a report that its checker cannot read as one without warnings, and says so', () => {
    const unread = look({ a: 'a' }, { isRead: false });
    expect([unread.value('num_warnings'), unread.told]).toEqual([0, ['measure-blind num_warnings: undefined']]);
    expect(look({ a: 'a' }, { isRead: true, warnings: 12 }).value('num_warnings')).toBe(12);
    expect(look({ a: 'a' }, {}).value('num_warnings')).toBeUndefined();
  });

  it('counts what git tracks, also what was deleted or is ignored, and nothing that it does not track', () => {
    const root = writeFolder({
      '.gitignore': 'outputs/\n',
      'a.py': 'a',
      'gone.py': 'a',
      'outputs/b.py': Buffer.alloc(2 ** 20),
      'new.py': 'a',
    });
    const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' });
    git('init');
    git('add', '--force', 'a.py', 'gone.py', 'outputs/b.py');
    execFileSync('rm', [`${root}/gone.py`]);
    const { values, of } = measure(measures, new Repository(root), undefined);
    const value = (name: string) => values.find((each) => each.name === name)?.value;
    expect([of, value('num_python_files'), value('repo_size')]).toEqual(['tracked', 3, 1]);
  });
});

it('leaves out what may not be looked at, and measures the rest', () => {
  const root = writeFolder({ 'README.md': 'three words here\n', 'src/a.py': 'x = 1\n' });
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('git', ['add', '-A'], { cwd: root });
  chmodSync(root, 0o755);
  chmodSync(join(root, 'src'), 0);
  const { values } = asOrdinaryUser(() => measure(measures, new Repository(root), undefined));
  chmodSync(join(root, 'src'), 0o755);
  expect(values.find(({ name }) => name === 'num_python_files')?.value).toBe(1);
});
