import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { cleanEnvironment, mlops, yo } from './doors.js';
import { hasPty, KEYS, Pty } from './pty.js';
import { filesIn, type Snapshot, snapshot } from './snapshot.js';
import { USER } from './user.js';
import { makeFolder, QUICK, read, recorded, refused, succeeded, writeFiles } from './workspace.js';

/** Texts that people write, and that somebody who means harm would write. */
const TEXTS = [
  `It's "quoted" and 'quoted' and \`quoted\``,
  'C:\\new\\table\\u0041 ends in \\',
  'Emoji 👩‍🔬🇩🇰 and ÆØÅ and 漢字',
  '${{ secrets.TOKEN }} ${HOME} $HOME %PATH%',
  '<%= 1 %> <%- include("/etc/passwd") %> <%_ x _%>',
  '{{ 7*7 }} {% raw %} {# x #} {0} {x!r} %s %(x)s',
  '$(touch x) `touch x`; touch x && touch x | touch x > x',
  ': # - ? | > & * ! % @ [a] {b: c}',
  '# not a comment',
  "''' and \"\"\" and \\'''",
  '</script><img src=x onerror=alert(1)> [a](javascript:b) <!-- c -->',
  'pkgname <<<<<<< ======= >>>>>>>',
  '- yes: no ~ null 1e3 0x1F 2024-01-01',
  'null',
  '../../x',
  '\ud83d\ude00 a\u0301 \u202e\u200f\ufeffend',
];

const PLAIN = {
  name: 'A plain title',
  description: 'A plain description',
  authors: ['First Author', 'Second Author'],
  group: 'Plain group',
};

type Texts = { readonly [K in keyof typeof PLAIN]: (typeof PLAIN)[K] };
interface Generated {
  readonly folder: string;
  readonly files: readonly string[];
  readonly documents: Readonly<Record<string, unknown>>;
}

async function generate(texts: Texts): Promise<Generated> {
  const folder = makeFolder();
  const flags = [`--name=${texts.name}`, `--description=${texts.description}`, ...texts.authors.map((name) => `--author=${name}`)];
  succeeded(await mlops(['new', ...QUICK, '--package', 'demo', ...flags, `--group=${texts.group}`], { cwd: folder }));
  const files = filesIn(folder).filter((path) => !path.startsWith('.mlops/'));
  const documents = files.flatMap((path) => {
    const parse = parserOf(path);
    return parse === undefined ? [] : [[path, parse(read(folder, path))] as const];
  });
  return { folder, files, documents: Object.fromEntries(documents) };
}

function parserOf(path: string): ((text: string) => unknown) | undefined {
  if (path.endsWith('.toml')) return (text) => parseToml(text);
  if (path.endsWith('.json')) return (text) => JSON.parse(text);
  if (/\.(ya?ml|cff)$/.test(path)) return parseYaml;
  return undefined;
}

function parseYaml(text: string): unknown {
  return [...parseAllDocuments(text)].map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS() as unknown;
  });
}

/** The same document with each plain text replaced by another, in keys and values. */
function replaced(document: unknown, pairs: readonly (readonly [string, string])[]): unknown {
  if (typeof document === 'string') return pairs.reduce((text, [from, to]) => text.replaceAll(from, () => to), document);
  if (Array.isArray(document)) return document.map((item) => replaced(item, pairs));
  if (typeof document !== 'object' || document === null || document instanceof Date) return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, replaced(value, pairs)]));
}

let plain: Generated;

beforeAll(async () => {
  plain = await generate(PLAIN);
});

test.each(TEXTS)('%s stands in every file exactly as it was typed', async (text) => {
  const hostile = { name: text, description: text, authors: [text, `${text} again`], group: text };
  const generated = await generate(hostile);
  expect(generated.files).toEqual(plain.files);
  const pairs = [
    [PLAIN.name, text],
    [PLAIN.description, text],
    [PLAIN.authors[0] ?? '', text],
    [PLAIN.authors[1] ?? '', `${text} again`],
    [PLAIN.group, text],
  ] as const;
  for (const [path, document] of Object.entries(plain.documents)) {
    expect(JSON.stringify(generated.documents[path]), path).toBe(JSON.stringify(replaced(document, pairs)));
  }
  expect(read(generated.folder, 'README.md').trim()).not.toBe('');
});

test('a text can neither change Python code nor what a workflow runs', async () => {
  for (const text of TEXTS) {
    const generated = await generate({ name: text, description: text, authors: [text], group: text });
    const code = generated.files.filter((path) => path.endsWith('.py'));
    for (const path of code) expect(read(generated.folder, path), path).toBe(read(plain.folder, path));
  }
});

test('the second run with the same hostile texts changes nothing', async () => {
  const text = TEXTS.slice(0, 4).join(' ');
  const { folder } = await generate({ name: text, description: text, authors: [text, text], group: text });
  const before = snapshot(folder);
  expect(succeeded(await mlops(['new', ...QUICK], { cwd: folder })).stdout).toContain('Nothing to change');
  expect(snapshot(folder)).toEqual(before);
});

/** What is left to answer is a title, a sentence and the authors. */
const SETTLED = [
  '--package=demo',
  '--tasks=minimal',
  '--data=images',
  '--manager=uv',
  '--python=3.12',
  '--accelerator=cpu',
  '--license=MIT',
];
/** Some of the texts; at a prompt a comma would end an author. */
const SOME = TEXTS.filter((text, index) => index % 3 === 0 && !text.includes(',')).concat('$(touch x) `touch x`', 'C #');

/** What stands in a folder of a new project; nothing else may have come into the folder around it. */
function projectIn(cwd: string): Snapshot {
  const own = /^demo(\/|$)|^answers\./;
  expect(Object.keys(snapshot(cwd)).filter((path) => !own.test(path))).toEqual([]);
  return snapshot(join(cwd, 'demo'));
}

describe.each(SOME)('the same project comes of %s', (text) => {
  const open: Pty[] = [];
  let byFlag: Snapshot;
  afterEach(() => {
    for (const pty of open.splice(0)) pty.close();
  });
  beforeAll(async () => {
    const cwd = makeFolder();
    const flags = [`--name=${text}`, `--description=${text}`, `--author=${text}`];
    succeeded(await mlops(['new', 'demo', ...QUICK, ...SETTLED, ...flags], { cwd }));
    byFlag = projectIn(cwd);
    const { answers } = recorded(join(cwd, 'demo'));
    expect([answers['name']?.value, answers['description']?.value, answers['authors']?.value]).toEqual([text, text, [text]]);
  });

  const answers = { name: text, description: text, author: [text] };
  test.each([
    ['json', JSON.stringify(answers)],
    [
      'yml',
      Object.entries(answers)
        .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
        .join(''),
    ],
  ])('in an answers file, answers.%s', async (suffix, content) => {
    const cwd = makeFolder();
    writeFiles(cwd, { [`answers.${suffix}`]: content });
    succeeded(await mlops(['new', 'demo', ...QUICK, ...SETTLED, '--answers', `answers.${suffix}`], { cwd }));
    expect(projectIn(cwd)).toEqual(byFlag);
  });

  test('through yo', async () => {
    const cwd = makeFolder();
    const flags = [`--name=${text}`, `--description=${text}`, `--author=${text}`];
    succeeded(await yo(['mlops', 'demo', ...QUICK, ...SETTLED, ...flags], { cwd }));
    expect(projectIn(cwd)).toEqual(byFlag);
  });

  test.runIf(hasPty())('typed at a terminal', async () => {
    const cwd = makeFolder();
    const program = join(inject('grounds'), 'node_modules/generator-mlops/dist/mlops.cjs');
    const command = [process.execPath, program, 'new', 'demo', '--skip-git', '--skip-install', ...SETTLED];
    const pty = new Pty(command, { cwd, env: cleanEnvironment(), columns: 200, rows: 40, ...USER });
    open.push(pty);
    for (const question of ['What is the project called?', 'in one sentence?', 'Who are the authors?']) await pty.answer(question, text);
    await pty.answer('Which course year?');
    await pty.answer('Write this?');
    const { code, screen } = await pty.end();
    expect(code, screen).toBe(0);
    expect(projectIn(cwd)).toEqual(byFlag);
  });
});

describe.each(['con', 'nul', 'aux', 'com1', 'CON'])('%s, which opens a device on Windows,', (name) => {
  test('is no package, by flag and by file, and another is suggested', async () => {
    const cwd = makeFolder();
    const suggestion = new RegExp(`--package=${name.toLowerCase()}_project`);
    refused(await mlops(['new', 'demo', ...QUICK, '--package', name], { cwd }), suggestion);
    refused(await mlops(['new', 'demo', ...QUICK, '--answers', '-'], { cwd, input: `package: ${name}\n` }), suggestion);
    expect(snapshot(cwd)).toEqual({});
  });

  test('may be the name of the folder: the package in it has a better one', async () => {
    const cwd = makeFolder();
    succeeded(await mlops(['new', name, ...QUICK, '--tasks', 'minimal'], { cwd }));
    expect(recorded(join(cwd, name)).answers['package']?.value).toBe(`${name.toLowerCase()}_project`);
  });
});

test.runIf(hasPty())('at a terminal a device is refused as a package until it has another name', async () => {
  const cwd = makeFolder();
  const program = join(inject('grounds'), 'node_modules/generator-mlops/dist/mlops.cjs');
  const pty = new Pty([process.execPath, program, 'new', 'demo', '--name=Con'], {
    cwd,
    env: cleanEnvironment(),
    columns: 100,
    rows: 40,
    ...USER,
  });
  try {
    await pty.see('Python package called?');
    await pty.type(...Array<string>('_project'.length).fill(KEYS.backspace), KEYS.enter);
    await pty.see('is a reserved name on Windows');
    await pty.type(KEYS.ctrlC);
    expect((await pty.end()).code).toBe(130);
    expect(snapshot(cwd)).toEqual({});
  } finally {
    pty.close();
  }
});
