import { parse as parseToml } from 'smol-toml';
import { beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { mlops } from './doors.js';
import { filesIn, snapshot } from './snapshot.js';
import { makeFolder, QUICK, read, succeeded } from './workspace.js';

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
  const flags = [
    `--name=${texts.name}`,
    `--description=${texts.description}`,
    ...texts.authors.map((name) => `--author=${name}`),
  ];
  succeeded(await mlops(['new', ...QUICK, '--package', 'demo', ...flags, `--group=${texts.group}`], { cwd: folder }));
  const files = filesIn(folder);
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
  if (typeof document === 'string')
    return pairs.reduce((text, [from, to]) => text.replaceAll(from, () => to), document);
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
