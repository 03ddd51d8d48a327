import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Check } from '../check.js';
import { cloneAt, cloneOf, moduleOf, refuseInOneLine } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, refuse, succeed } from '../process.js';
import { withServer } from '../server.js';

const RAW = 'data/raw';
const CLONE = 'own-data';

const stays: Check = {
  name: 'data of their own stay as they are, byte for byte, through fetch and the pipeline, which say so',
  applies: isTried,
  run: async (project) => {
    const clone = await cloneOf(project, CLONE);
    await makeOwnData(clone);
    const before = contentOf(clone);
    if (before.size === 0) throw new CheckFailure('There are no own data');
    const ran = await succeed(clone, 'python', moduleOf(clone, 'data fetch'));
    if (!/nothing is fetched/.test(ran.output)) throw new CheckFailure('It does not say that nothing is fetched', ran);
    expectSame(clone, before);
    if (!has(clone, 'dvc.yaml')) return;
    await succeed(clone, 'dvc', ['repro']);
    expectSame(clone, before);
  },
};

const works: Check = {
  name: 'with data of their own everything works unedited: training, evaluation, figures, tests, API',
  applies: isTried,
  run: async (project) => {
    await goThrough(cloneAt(project, CLONE));
  },
};

const worksInColour: Check = {
  name: 'with images of another shape everything works, after one edit of one line',
  applies: (project) => isTried(project) && kindOf(project) === 'images',
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const path = join(clone.folder, 'src', clone.row.package, 'data.py');
    const text = readFileSync(path, 'utf8');
    const edited = text.replace(/^INPUT_SHAPE = \(1, 8, 8\)/m, 'INPUT_SHAPE = (3, 16, 16)');
    if (edited === text) throw new CheckFailure('data.py sets no INPUT_SHAPE of (1, 8, 8)');
    writeFileSync(path, edited);
    await goThrough(clone);
    const ran = await succeed(clone, 'python', [join(EMITTED, 'python', 'constant_items.py'), 'data/processed']);
    if (ran.stdout.trim() !== '0') throw new CheckFailure('Images have lost what is to be seen in them', ran);
  },
};

/** What people do with their data, from the raw files to an answer of the API. */
async function goThrough(clone: Project): Promise<void> {
  for (const words of ['data preprocess', 'train', 'evaluate', 'visualize']) await succeed(clone, 'python', moduleOf(clone, words));
  if (has(clone, 'tests')) await succeed(clone, 'python', ['-m', 'pytest', '--quiet']);
  if (!has(clone, 'src/pkgname/api.py')) return;
  await withServer(clone, {}, async (server) => {
    const { body } = await server.ask([200], 'GET', '/model/info');
    const names = at(body, 'class_names');
    if (!Array.isArray(names) || names.join() !== 'cat,dog,owl') throw new CheckFailure(`The classes of the API are ${String(names)}`);
    await server.ask([200], 'POST', '/predict', JSON.stringify({ items: [at(body, 'example_item')] }));
  });
}

const keepsApart: Check = {
  name: 'data of their own beside the sample are refused with the remedy, which removes the sample and nothing else',
  applies: isTried,
  run: async (project) => {
    const clone = await cloneOf(project, 'beside-the-sample');
    await succeed(clone, 'python', moduleOf(clone, 'data fetch'));
    const own = join(clone.folder, RAW, 'own', 'file.png');
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, 'theirs');
    const ran = await refuseInOneLine(clone, /data remove-sample/, moduleOf(clone, 'data preprocess'));
    if (!ran.output.includes('own/file.png')) throw new CheckFailure('It does not name the file', ran);
    await succeed(clone, 'python', moduleOf(clone, 'data remove-sample'));
    expectSame(clone, new Map([['own/file.png', 'theirs']]));
  },
};

/** A mistake in the data, put into a file of theirs, and what has to be said of it. */
interface Mistake {
  readonly path: string;
  readonly edit: (content: string) => string;
  readonly says: RegExp;
}

/** The text of a CSV file with one of its lines changed. */
const inLine = (number: number, edit: (line: string) => string) => (content: string) =>
  content
    .split('\r\n')
    .map((line, index) => (index === number - 1 ? edit(line) : line))
    .join('\r\n');

const TABLE = 'table.csv';
const TEXTS = 'texts.csv';
const MISTAKES: Readonly<Record<string, readonly Mistake[]>> = {
  images: [
    { path: 'cat/photo 0.png', edit: (content) => content.slice(0, 60), says: /cat\/photo 0\.png/ },
    { path: 'dog/photo 5.JPG', edit: (content) => content.slice(0, content.length / 2), says: /dog\/photo 5\.JPG/ },
    { path: 'owl/empty.png', edit: () => '', says: /owl\/empty\.png/ },
    { path: 'lonely/one.pgm', edit: () => 'P5 2 2 255\nabcd', says: /'lonely' has one item/ },
  ],
  table: [
    { path: TABLE, edit: inLine(5, (line) => line.replace(',1.5,,', ',many,,')), says: /table\.csv: row 5, column 'constant': 'many'/ },
    { path: TABLE, edit: inLine(9, (line) => line.replace(',1.5,,', ',,')), says: /table\.csv: row 9 has 5 cells/ },
    { path: TABLE, edit: inLine(7, (line) => line.replace(/\w+$/, '')), says: /table\.csv: row 7 has no class/ },
    { path: TABLE, edit: inLine(3, (line) => line.replace(/\w+$/, 'lonely')), says: /'lonely' has one item/ },
    { path: TABLE, edit: () => '', says: /table\.csv: .*header/ },
  ],
  text: [
    { path: TEXTS, edit: inLine(1, (line) => line.replace('label', 'topic')), says: /texts\.csv: .*'label'/ },
    { path: TEXTS, edit: inLine(4, (line) => line.replace(/^([^,]*),\w+/, '$1,')), says: /texts\.csv: row 4 has no label/ },
    { path: TEXTS, edit: inLine(2, (line) => line.replace(/^([^,]*),\w+/, '$1,lonely')), says: /'lonely' has one item/ },
    { path: TEXTS, edit: (content) => `${content}2026-02-01,cat,"?!"\r\n`, says: /texts\.csv: row 122: .*no words/ },
  ],
};

const namesMistakes: Check = {
  name: 'a mistake in the data is named by its file and row, in one line',
  applies: isTried,
  run: async (project) => {
    const clone = await cloneOf(project, 'mistakes');
    for (const { path, edit, says } of MISTAKES[kindOf(project)] ?? []) {
      rmSync(join(clone.folder, RAW), { recursive: true, force: true });
      await makeOwnData(clone);
      const file = join(clone.folder, RAW, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(
        file,
        edit(readdirSync(dirname(file)).includes(file.split('/').at(-1) ?? '') ? readFileSync(file, 'latin1') : ''),
        'latin1',
      );
      await refuseInOneLine(clone, says, moduleOf(clone, 'data preprocess'));
    }
    await refuse(clone, /data preprocess/, 'python', moduleOf(clone, 'train'));
  },
};

function isTried({ row }: Project): boolean {
  return row.own === true;
}

function kindOf({ row }: Project): string {
  return row.flags[row.flags.indexOf('--data') + 1 || row.flags.length] ?? 'images';
}

async function makeOwnData(clone: Project): Promise<void> {
  await succeed(clone, 'python', [join(EMITTED, 'python', 'own_data.py'), kindOf(clone), RAW]);
}

/** The files of the raw folder that are not hidden, by path. */
function contentOf({ folder }: Project): ReadonlyMap<string, string> {
  const files = readdirSync(join(folder, RAW), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => !/\/\.[^/]*$/.test(path));
  return new Map(paths.toSorted().map((path) => [path.slice(join(folder, RAW).length + 1), readFileSync(path, 'latin1')]));
}

function expectSame(clone: Project, before: ReadonlyMap<string, string>): void {
  const after = contentOf(clone);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
  if (changed.length > 0)
    throw new CheckFailure(`${changed.length} files of ${RAW} are not what they were: ${changed.slice(0, 5).join(', ')}`);
}

export const OWN_DATA_CHECKS: readonly Check[] = [stays, works, worksInColour, keepsApart, namesMistakes];
