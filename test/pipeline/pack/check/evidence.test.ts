import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../../../../generators/pipeline/pack/check/evidence.js';
import { packFromBytes } from '../../../../generators/pipeline/pack/library/packed.js';
import { shippedFolder } from '../../../../generators/pipeline/pack/library/shipped.js';
import type { Sign } from '../../../../generators/pipeline/pack/pack.js';
import { readPackFolder } from '../../../../generators/pipeline/pack/source/folder.js';
import { problemsOf, readPack } from '../../../packs/pack_folder.js';

/** What is wrong with a pack whose one task has this evidence, on the fourth line of its stage. */
function problemsOfSign(sign: string): Promise<string[]> {
  return problemsOf({ 'pack.yml': 'id: x\ntasks: { a: {} }\n', 's/stage.yml': `tasks:\n  a:\n    evidence:\n      - ${sign}\n` });
}

describe('a sign that does not hold what its kind takes', () => {
  it.each([
    ['a field of another kind', '{ kind: file, path: a, module: torch }', 'A sign of the kind "file" takes no "module"'],
    ['a file without a path', '{ kind: file }', 'A sign of the kind "file" has no "path"'],
    ['content without a text', '{ kind: content, path: a.py }', 'A sign of the kind "content" has no "text" and no "any"'],
    [
      'an empty text, which is everywhere',
      '{ kind: content, path: a.py, text: "" }',
      'A sign of the kind "content" has no "text" and no "any"',
    ],
    ['imports without a module', '{ kind: imports, names: [a] }', 'A sign of the kind "imports" has no "module"'],
    ['a setting without a key', '{ kind: setting, path: a.toml }', 'A sign of the kind "setting" has no "key"'],
    ['a key with an empty part', '{ kind: setting, path: a.toml, key: a..b }', 'The key "a..b" of a sign has an empty part'],
    ['a fact of git that there is none of', '{ kind: git, what: commits }', 'Git has no "commits" to look for'],
    ['a question of no words', '{ kind: declared, what: "" }', 'A sign of the kind "declared" has no "what"'],
    ['an invoke task without a name', '{ kind: invoke }', 'A sign of the kind "invoke" has no "task"'],
    ['a test without a path', '{ kind: pytest }', 'A sign of the kind "pytest" has no "path"'],
    ['a path that leads out', '{ kind: file, path: ../a }', 'The path "../a" of a sign leads out of the repository'],
    [
      'a folder that leads out',
      '{ kind: imports, module: a, in: src/../.. }',
      'The path "src/../.." of a sign leads out of the repository',
    ],
    [
      'an absolute path',
      '{ kind: content, path: /etc/passwd, text: root }',
      'The path "/etc/passwd" of a sign is absolute, or has backslashes',
    ],
    ['a path of Windows', '{ kind: file, path: "C:/a" }', 'The path "C:/a" of a sign is absolute, or has backslashes'],
    [
      'a pattern that takes for ever',
      '{ kind: file, path: "*a*a*a*a*" }',
      'The path "*a*a*a*a*" of a sign has more than 3 stars in one name',
    ],
  ])('%s', async (_, sign, fact) => {
    expect(await problemsOfSign(sign)).toEqual([`s/stage.yml:4: ${fact}`]);
  });

  it('is found in a list of which one is enough too', async () => {
    expect(await problemsOfSign('[{ kind: file, path: a }, { kind: file, path: b, key: c }]')).toEqual([
      's/stage.yml:4: A sign of the kind "file" takes no "key"',
    ]);
  });

  it('says which field was probably meant', async () => {
    const pack = await readPack({ 'pack.yml': 'id: x\ntasks: { a: {} }\n', 's/stage.yml': 'tasks: { a: {} }\n' });
    const signs: Sign[] = [
      { kind: 'git', what: 'remotes' },
      { kind: 'imports', module: 'a', path: 'b' },
    ];
    const tasks = pack.tasks.map((task) => ({ ...task, evidence: signs }));
    expect(checkEvidence({ ...pack, tasks }, () => ({ file: 'f', line: 1 })).map(({ remedy }) => remedy)).toEqual([
      'Did you mean remote? Write commit or remote',
      'It takes: module, names, in',
    ]);
  });
});

describe('signs', () => {
  it.each([
    '{ kind: file, path: "src/*/data.py" }',
    '{ kind: content, path: "**/*.y*ml", text: "alert:" }',
    '{ kind: content, path: "**/*.py", text: [a, b], any: [c], count: 2 }',
    '{ kind: imports, module: fastapi, in: src }',
    '{ kind: tests }',
    '{ kind: declared, what: alerts }',
    '{ kind: git, what: remote }',
  ])('%s is one, as packs of projects hold it', async (sign) => {
    expect(await problemsOfSign(sign)).toEqual([]);
  });

  it('of a pack that projects have carried for long are read as before', () => {
    const pack = packFromBytes(readFileSync('test/packs/golden/frozen.pack'));
    expect(pack.tasks.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(20);
  });

  it.each(readdirSync('templates'))('of the pack %s are right', async (year) => {
    const pack = await readPackFolder(join('templates', year), shippedFolder);
    expect(checkEvidence(pack, () => ({ file: '', line: 0 }))).toEqual([]);
  });
});
