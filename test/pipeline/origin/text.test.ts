import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileAt } from '../../../generators/pipeline/origin/file_origin.js';
import { lineOf } from '../../../generators/pipeline/origin/line_origin.js';
import { fileText, lineText } from '../../../generators/pipeline/origin/text.js';
import type { Scratch } from '../run/scratch.js';
import { terminal } from '../terminal_stub.js';
import { groundOf, guidedProject } from './course.js';

async function seen(scratch: Scratch, path: string) {
  const ground = await groundOf(scratch);
  const file = fileAt(path, ground);
  if (file === undefined) throw new Error(`There is no ${path}`);
  const line = (number: number): string => lineText(lineOf(file, number, ground), terminal({ interactive: false, columns: 200 }));
  return { text: fileText(file, { full: false }, terminal({ columns: 80 })), line };
}

test('a file names its template, its tasks and modules with their pages, and who else puts something into it', async () => {
  const scratch = await guidedProject();
  const { text } = await seen(scratch, 'src/demo/api.py');
  expect(text).toBe(`src/demo/api.py is unchanged since it was generated.

  Template   api/files/src/pkgname/api.py, of the pack small, revision 1
  Stage      api: api
  Task       33 inference: Create a FastAPI application
  Module     M22 APIs (https://example.org/apis/)
`);
  expect((await seen(scratch, 'GUIDE.md')).text).toMatch(
    /Shared {5}parts from api\n {13}records from docker\n {13}lines for tasks of docker, api\n/,
  );
});

test('a file shows what was changed, whose it is after that, and that it is deleted', async () => {
  const scratch = await guidedProject();
  expect((await seen(scratch, 'README.md')).text).toMatch(/Once +after your first edit it is yours/);
  scratch.write('README.md', '# Ours\n');
  expect((await seen(scratch, 'README.md')).text).toMatch(
    /Once +yours now: .*\n\nWhat you changed\n@@ -1,1 \+1,1 @@\n-# Demo\n\+# Ours\n$/s,
  );
  rmSync(join(scratch.root, 'compose.yaml'));
  expect((await seen(scratch, 'compose.yaml')).text).toMatch(
    /not there any more\..*Only where +tasks\.includes\('docker-build'\).*Deleted /s,
  );
  scratch.write('mine\u001b[31m.py', '');
  expect((await seen(scratch, 'mine\u001b[31m.py')).text).toBe('mine\\u001b[31m.py is yours: it was not generated.\n');
});

test('a line says in one sentence what it comes from', async () => {
  const scratch = await guidedProject();
  const { line } = await seen(scratch, 'src/demo/api.py');
  expect(line(1)).toMatch(
    /^line 1 of src\/demo\/api\.py comes from the template api\/files\/src\/pkgname\/api\.py: task 33 inference \(stage api, module M22\)\n\n {4}APP = 1\n\n/,
  );
  const guide = await seen(scratch, 'GUIDE.md');
  expect(guide.line(2)).toMatch(
    /in every project with the stage project: task 1 repository .*Answer +--manager uv; with pip it is not there/s,
  );
  scratch.write('src/demo/api.py', 'APP = 2\n');
  const edited = await seen(scratch, 'src/demo/api.py');
  expect(edited.line(1)).toMatch(/ is yours: you wrote it in place of what comes from the template .*\n {4}APP = 2\n {2}- APP = 1\n/s);
  scratch.write('mine.py', '1\n');
  expect((await seen(scratch, 'mine.py')).line(1)).toBe('line 1 of mine.py is yours\n\n    1\n');
});
