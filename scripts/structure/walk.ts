import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { execa } from 'execa';
import { parseSync, Visitor } from 'oxc-parser';

/** How many modules a command needs: loaded at all, and with a function that is called. */
export interface Walk {
  readonly loaded: number;
  readonly called: number;
}

/** Runs `main` of the bundle and prints, as its last line, what the marks have counted. */
const RUNNER = `
const [bundle, ...args] = process.argv.slice(1);
const loaded = (globalThis.loadedModules = new Set());
globalThis.calledModules = new Set();
const { main } = require(bundle);
const called = (globalThis.calledModules = new Set());
main(args).then((status) => process.stdout.write('\\n' + JSON.stringify({ status, loaded: loaded.size, called: called.size })));`;

/**
 * Counts the modules of generators/ that `mlops add api` walks through in a project that has the tasks of week 1.
 *
 * @param root a checkout.
 * @param main the module that the binary starts with.
 * @returns nothing where the packs of the checkout are not built, without which no command runs.
 */
export async function walkOfAdd(root: string, main: string): Promise<Walk | undefined> {
  if (!existsSync(join(root, 'dist/packs/index.json'))) return undefined;
  const bundle = join(root, 'node_modules/.cache/mlops-structure/main.cjs');
  await bundleMarked(root, main, bundle);
  const folder = await mkdtemp(join(tmpdir(), 'mlops-structure-'));
  const options = ['--defaults', '--skip-git', '--skip-install'];
  try {
    await run(bundle, folder, ['new', 'demo', '--tasks', 'week1', ...options]);
    return await run(bundle, join(folder, 'demo'), ['add', 'api', ...options]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(bundle: string, cwd: string, args: readonly string[]): Promise<Walk> {
  const { stdout } = await execa(process.execPath, ['-e', RUNNER, bundle, ...args], { cwd });
  const { status, ...walk }: Walk & { readonly status: number } = JSON.parse(stdout.split('\n').at(-1) ?? '');
  if (status !== 0) throw new Error(`mlops ${args.join(' ')} ended with ${status}: run it to see why`);
  return walk;
}

/** The binary in one file, as the build makes it, with the marks in it. */
async function bundleMarked(root: string, main: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(root, main)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    define: { GENERATOR_VERSION: '"0.0.0"', 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [marking(join(root, 'generators') + sep)],
    logLevel: 'warning',
  });
}

function marking(generators: string): Plugin {
  return {
    name: 'marking',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.startsWith(generators)) return undefined;
        return { contents: withMarks(relative(generators, path), await readFile(path, 'utf8')), loader: 'ts' };
      }),
  };
}

/** The module with a mark at its end, which says that it was loaded, and one in each function, which says that it was called. */
export function withMarks(path: string, text: string): string {
  const marks: { readonly at: number; readonly text: string }[] = [];
  const called = `globalThis.calledModules.add(${JSON.stringify(path)})`;
  const markBody = (body: { readonly type: string; readonly start: number; readonly end: number } | null) => {
    if (body === null) return;
    if (/^(BlockStatement|FunctionBody)$/.test(body.type)) marks.push({ at: body.start + 1, text: `${called};` });
    else marks.push({ at: body.start, text: `(${called}, ` }, { at: body.end, text: ')' });
  };
  new Visitor({
    FunctionDeclaration: ({ body }) => markBody(body),
    FunctionExpression: ({ body }) => markBody(body),
    ArrowFunctionExpression: ({ body }) => markBody(body),
  }).visit(parseSync(path, text).program);
  // From the last place to the first, so that the places before it stay where they are. A stable sort leaves the inner of two
  // ends at one place before the outer one, and both are the same bracket.
  const marked = marks.sort((a, b) => b.at - a.at).reduce((done, mark) => done.slice(0, mark.at) + mark.text + done.slice(mark.at), text);
  return `${marked}\nglobalThis.loadedModules.add(${JSON.stringify(path)});\n`;
}
