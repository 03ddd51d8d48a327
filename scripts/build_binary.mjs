// Builds the program of the binary as CommonJS, which Node loads in half the time of the same code as modules (bench/): one file of
// what every command needs, and beside it the parts that only some load.
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/**
 * esbuild splits only ES modules. So it does that first, and each of the files that come of it is then made CommonJS; those that the
 * main file always needs go into it.
 *
 * @param options.entry the module whose `main` is the program.
 * @param options.workers modules that are the programs of worker threads, by the names of their files.
 * @param options.outdir gets `main.cjs`, and the parts.
 * @param options.shared esbuild's options for all that is built here.
 * @param options.external packages that stay outside.
 */
export async function buildBinary({ entry, workers, outdir, shared, external }) {
  const files = await split({ main: entry, ...workers }, shared);
  const inMain = neededBy('main.js', files);
  const common = {
    ...shared,
    format: 'cjs',
    minify: true,
    packages: undefined,
    alias: { yaml: './yaml.cjs' },
    external: [...external, './yaml.cjs'],
  };
  const modules = [...inMain].map((name, index) => ({ name, variable: `module${index}` }));
  await build({
    ...common,
    stdin: { contents: mainModule(modules), resolveDir: shared.absWorkingDir },
    outfile: join(outdir, 'main.cjs'),
    define: { ...shared.define, 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [filesOf(files, shared.absWorkingDir, () => undefined)],
  });
  for (const name of files.keys()) {
    if (inMain.has(name)) continue;
    const plugin = filesOf(files, shared.absWorkingDir, (other) =>
      inMain.has(other) ? fromMain(other) : other === name ? undefined : outside(other),
    );
    const outfile = join(outdir, commonName(name));
    await build({ ...common, entryPoints: [`./${name}`], outfile, plugins: [plugin] });
  }
}

/** The program in ES modules, by name, each with what it always imports. */
async function split(entryPoints, shared) {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints,
    outdir: 'binary',
    chunkNames: '[name]-[hash]',
    splitting: true,
    write: false,
    metafile: true,
  });
  const imports = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => {
      const own = output.imports.filter(({ external: isExternal, kind }) => isExternal !== true && kind === 'import-statement');
      return [basename(path), own.map((each) => basename(each.path))];
    }),
  );
  return new Map(
    outputFiles.map(({ path, text }) => [basename(path), { text: requireParts(text), imports: imports.get(basename(path)) ?? [] }]),
  );
}

/** A part is loaded when it is imported, and as CommonJS without a detour over Node's loader of modules. */
function requireParts(text) {
  return text.replace(/\bimport\("\.\/([\w.-]+)\.js"\)/g, 'Promise.resolve().then(() => require("./$1.cjs"))');
}

/** A file and all that it imports, in turn. */
function neededBy(name, files, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of files.get(name)?.imports ?? []) neededBy(other, files, found);
  return found;
}

/** The main file also hands out its modules: a part shares them, and never has a second copy. */
function mainModule(modules) {
  return [
    "export { main } from './main.js';",
    ...modules.map(({ name, variable }) => `import * as ${variable} from './${name}';`),
    `export const modules = { ${modules.map(({ name, variable }) => `'${name}': ${variable}`).join(', ')} };`,
  ].join('\n');
}

function commonName(name) {
  return name.replace(/\.js$/, '.cjs');
}

function outside(name) {
  return { path: `./${commonName(name)}`, external: true };
}

function fromMain(name) {
  return { path: name, namespace: 'main' };
}

/** Lets esbuild read the files that {@link split} made, of which some stay outside. */
function filesOf(files, resolveDir, elsewhere) {
  return {
    name: 'files-of-the-binary',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[\w.-]+\.js$/ }, ({ path }) => {
        const name = basename(path);
        return files.has(name) ? (elsewhere(name) ?? { path: name, namespace: 'split' }) : undefined;
      });
      onResolve({ filter: /^\.\/[\w.-]+\.cjs$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: 'split' }, ({ path }) => ({ contents: files.get(path).text, resolveDir }));
      onLoad({ filter: /.*/, namespace: 'main' }, ({ path }) => ({
        contents: `module.exports = require('./main.cjs').modules['${path}'];`,
      }));
    },
  };
}
