import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Browser } from './browser.js';
import { mlops } from './doors.js';
import { makeFolder, projectWith, succeeded, writeFiles } from './workspace.js';

const WIDE = { width: 1600, height: 900 };
const PHONE = { width: 390, height: 800 };
const HOSTILE = `<script>document.title='owned'<`;
/** Where the pictures are kept, for whoever wants to look at them. */
const PICTURES = process.env['PICTURES'];

let browser: Browser;
let address: string;

beforeAll(async () => {
  const cwd = makeFolder();
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['group 10', ['--tasks', 'everything']],
    ['group 9', ['--tasks', 'week1']],
    [HOSTILE, ['--tasks', 'minimal,hydra']],
    [`"onload='alert(1)' & \u202e`, ['--tasks', 'minimal', '--pack', '2024']],
  ];
  for (const [name, options] of groups) cpSync(await projectWith(...options), join(cwd, 'groups', name), { recursive: true });
  writeFiles(cwd, { 'groups/foreign/main.py': 'print()\n' });
  succeeded(await mlops(['audit', 'groups', 'gone', '--sort', 'name', '--html', 'audit.html'], { cwd }));
  address = pathToFileURL(join(cwd, 'audit.html')).href;
  browser = await Browser.start();
}, 300_000);

afterAll(() => browser?.close());

beforeEach(() => void browser.complaints.splice(0));

async function names(): Promise<unknown> {
  return browser.evaluate(`[...document.querySelectorAll('tbody tr')].filter((row) => !row.hidden).map((row) => row.cells[0].textContent)`);
}

/** Which head of a column has these words; for a selector. */
async function head(words: string): Promise<string> {
  const index = await browser.evaluate(
    `[...document.querySelectorAll('.heads th')].findIndex((head) => head.textContent.startsWith(${JSON.stringify(words)}))`,
  );
  return `.heads th:nth-child(${Number(index) + 1}) button`;
}

function keep(name: string): Promise<Buffer> {
  return browser.picture(PICTURES === undefined ? undefined : join(PICTURES, name));
}

const SHOWN_QUOTES = `"onload='alert(1)' & \\u202e`;
const IN_ORDER = [SHOWN_QUOTES, HOSTILE, 'foreign', 'gone', 'group 9', 'group 10'];

test('it opens without a complaint, and the names of groups are only names', async () => {
  await browser.open(address, WIDE);
  expect(new Set((await names()) as string[])).toEqual(new Set(IN_ORDER));
  expect(await browser.evaluate('document.title')).toBe('6 repositories');
  expect(await browser.evaluate(`document.querySelectorAll('script').length`)).toBe(1);
  expect(browser.complaints).toEqual([]);
  await keep('wide.png');
});

test('nothing that comes in runs or loads, even where it is put into the page', async () => {
  await browser.open(address, WIDE);
  await browser.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<img src="https://example.org/x.png" onerror="window.owned = 1">')`,
  );
  await browser.evaluate(`document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.owned = 2' }))`);
  expect(await browser.evaluate('window.owned ?? "clean"')).toBe('clean');
  expect(browser.complaints.length).toBeGreaterThan(0);
});

test('a click on the head of a column sorts by it, and another one the other way round', async () => {
  await browser.open(address, WIDE);
  await browser.click(await head('Done'));
  const up = (await names()) as string[];
  await browser.click(await head('Done'));
  const down = (await names()) as string[];
  // What was not looked at has nothing to sort by, and goes last.
  expect([up.at(-1), down.at(-1)]).toEqual(['gone', 'gone']);
  expect([up[0], down[0]]).toEqual(['foreign', 'group 10']);
  expect(await browser.evaluate(`document.querySelector('[aria-sort]').getAttribute('aria-sort')`)).toBe('descending');
  await browser.click(await head('Repository'));
  expect(((await names()) as string[]).filter((name) => name.startsWith('group'))).toEqual(['group 9', 'group 10']);
});

test('sorted by a task, those who miss it come first', async () => {
  await browser.open(address, WIDE);
  await browser.click(await head('hydra'));
  const verdicts = (await browser.evaluate(`(() => {
    const index = [...document.querySelectorAll('.heads th')].findIndex((head) => head.textContent.startsWith('hydra'));
    return [...document.querySelectorAll('tbody tr')].map((row) => row.cells[index]?.textContent ?? 'unread');
  })()`)) as string[];
  expect(verdicts).toEqual(['missing', 'missing', 'met', 'met', 'met', 'unread']);
});

test('the filter keeps the rows that have all its words, and says how many', async () => {
  await browser.open(address, WIDE);
  await browser.click('#filter');
  await browser.type('GROUP 2026');
  expect(new Set((await names()) as string[])).toEqual(new Set(['group 9', 'group 10']));
  expect(await browser.evaluate(`document.getElementById('shown').textContent`)).toBe('2 of 6 shown');
  await browser.type(' nobody');
  expect(await names()).toEqual([]);
});

test('a click on a cell says in words what it stands for', async () => {
  await browser.open(address, WIDE);
  await browser.click('tbody td.broken');
  expect(await browser.evaluate(`document.getElementById('said').textContent`)).toMatch(/^.+: \d* ?[\w-]+: .+: broken\. .+\.$/);
  expect(await browser.evaluate(`document.getElementById('said').hidden`)).toBe(false);
});

test('on a phone the page is no wider than the window, and the names stay while the tasks go by', async () => {
  await browser.open(address, PHONE);
  await keep('phone.png');
  expect(await browser.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  const place = `Math.round(document.querySelector('tbody .name').getBoundingClientRect().left)`;
  const before = await browser.evaluate(place);
  await browser.evaluate(`void (document.querySelector('.scroll').scrollLeft = 600)`);
  expect(await browser.evaluate(place)).toBe(before);
  await browser.evaluate(`document.querySelector('.scroll').scrollIntoView()`);
  await keep('phone_scrolled.png');
});

test('it is dark where a person wants it dark', async () => {
  await browser.open(address, WIDE);
  const paper = `getComputedStyle(document.body).backgroundColor`;
  await browser.prefer('light');
  expect(await browser.evaluate(paper)).toBe('rgb(255, 255, 255)');
  await browser.prefer('dark');
  expect(await browser.evaluate(paper)).not.toBe('rgb(255, 255, 255)');
  await keep('dark.png');
  await browser.prefer('light');
});

test('without scripts it is a plain table, and it can be printed', async () => {
  await browser.open(address, { ...WIDE, scripts: false });
  expect((await browser.print()).subarray(0, 4).toString()).toBe('%PDF');
  expect((await keep('plain.png')).length).toBeGreaterThan(10_000);
});
