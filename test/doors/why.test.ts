import { chmodSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops, yo } from './doors.js';
import { touchedSnapshot } from './snapshot.js';
import { edit, makeFolder, minimalProject, projectWith, read, refused, refusedInJson, succeeded, writeFiles } from './workspace.js';

const why = async (cwd: string, ...words: string[]): Promise<string> => succeeded(await mlops(['why', ...words], { cwd })).stdout;

/** The number of the first line of a file that has a text. */
function lineWith(project: string, path: string, text: string): number {
  return (
    read(project, path)
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

test('from a file to its task, from a line to the one that brings it, and back after edits and a move', async () => {
  const project = await projectWith('--tasks', 'week1,api');
  const before = touchedSnapshot(project);
  expect(await why(project, 'src/demo/api.py')).toMatch(
    /^src\/demo\/api\.py is unchanged .*Stage +api: API\n.*Task +33 fastapi-inference: .*Module +M22 .*\(https:/s,
  );
  const line = lineWith(project, 'pyproject.toml', '"fastapi>=');
  expect(await why(project, `pyproject.toml:${line}`)).toMatch(
    /^line \d+ of pyproject\.toml comes from the template project\/files\/pyproject\.toml: task 33 fastapi-inference \(stage api, module M22\)\n/,
  );
  expect(await why(project, `README.md:${lineWith(project, 'README.md', 'uv sync')}`)).toContain('--manager uv; with pip it is not there');
  expect(touchedSnapshot(project)).toEqual(before);

  edit(project, 'src/demo/api.py', (text) => `# ours\n${text}`.replaceAll('\n', '\r\n'));
  writeFiles(project, { 'src/demo/mine.py': 'x = 1\n' });
  renameSync(join(project, 'src/demo'), join(project, 'src/birds'));
  expect(await why(join(project, 'src'), 'birds/api.py')).toMatch(/edited by you.*Moved +from src\/demo\/api\.py.*CRLF.*\n\+# ours\n/s);
  expect(await why(project, 'src/birds/api.py:1')).toMatch(/^line 1 of src\/birds\/api\.py is yours\n/);
  expect(await why(project, 'src/birds/api.py:2')).toMatch(/: task 33 fastapi-inference /);
  const tree = await why(project, 'src', '--full');
  for (const row of ['    ~ api.py', '    + mine.py', '    > model.py']) expect(tree.split('\n')).toContain(row);
  expect(tree).toMatch(/\n~ 1 edited {3}> \d+ moved {3}\+ 1 yours\n/);
});

test('a finding is explained by its page, also where there is no project, and the same through Yeoman', async () => {
  const cwd = makeFolder();
  const page = await why(cwd, 'never-imported');
  expect(page).toMatch(/^never-imported\n\n.*\n\nHow to mend it\n\n- /s);
  expect(succeeded(await yo(['mlops:why', 'never-imported'], { cwd })).stdout).toContain(page);
  expect(JSON.parse(await why(cwd, 'never-imported', '--json'))).toMatchObject({ kind: 'code', code: 'never-imported' });
  refused(
    await mlops(['why', 'never-importd'], { cwd }),
    /There is no finding with the code "never-importd"\. Did you mean never-imported\?/,
  );
});

test('a folder that may not be looked into is passed over, and that is said', async () => {
  const project = await minimalProject();
  chmodSync(join(project, 'src'), 0o000);
  try {
    expect(await why(project, '.')).toMatch(/README\.md\n.*\nNot all of it could be looked at: /s);
    refused(await mlops(['why', 'src/demo/train.py'], { cwd: project }), /Cannot list the folder src: permission is denied\./);
  } finally {
    chmodSync(join(project, 'src'), 0o755);
  }
});

test('what is not there is refused with what would be right, also for a program', async () => {
  const project = await minimalProject();
  refused(await mlops(['why', 'READM.md'], { cwd: project }), /Did you mean README\.md\?/);
  refused(
    await mlops(['why', 'README.md:99999'], { cwd: project }),
    /README\.md has \d+ lines, and no line 99999\. Name one from 1 to \d+\./,
  );
  refused(await mlops(['why', '../elsewhere'], { cwd: project }), /is outside of the project/);
  refusedInJson(await mlops(['why', 'x', '--json'], { cwd: makeFolder() }), /There is no project in /);
  writeFiles(project, { '.mlops/lock/holder.json': '{}' });
  refused(await mlops(['why', 'README.md'], { cwd: project }), /A command is writing here, or was interrupted while writing\./);
});
