// Builds what is published: the binary and the doors (bundled, dependencies left outside) and one compiled file per shipped pack.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildBinary } from './build_binary.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const doors = readdirSync(join(root, 'generators'))
  .filter((name) => existsSync(join(root, 'generators', name, 'index.ts')))
  .map((name) => [`generators/${name}/index`, join(root, 'generators', name, 'index.ts')]);

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  define: { GENERATOR_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await build({ ...shared, entryPoints: Object.fromEntries(doors), outdir: dist, splitting: true, chunkNames: 'chunks/[name]-[hash]' });

// The binary starts in two steps: a tiny entry that answers --version, and the program.
await buildBinary({
  entry: join(root, 'generators/pipeline/doors/main.ts'),
  workers: { audit_worker: join(root, 'generators/pipeline/audit/worker.ts') },
  outdir: join(dist, 'binary'),
  shared,
  external: Object.keys(dependencies).filter((name) => name !== 'ejs'),
});
// The YAML parser has seventy files, which take four times as long to load as this one.
await build({
  ...shared,
  entryPoints: ['yaml'],
  outfile: join(dist, 'binary/yaml.cjs'),
  format: 'cjs',
  minify: true,
  packages: undefined,
});
await build({
  ...shared,
  entryPoints: [join(root, 'generators/cli.ts')],
  outfile: join(dist, 'mlops.cjs'),
  format: 'cjs',
  minify: true,
  // Required: an import would start Node's loader of modules.
  supported: { 'dynamic-import': false },
  plugins: [
    {
      name: 'program',
      setup({ onResolve }) {
        onResolve({ filter: /\/doors\/main\.js$/ }, () => ({ path: './binary/main.cjs', external: true }));
      },
    },
  ],
});
chmodSync(join(dist, 'mlops.cjs'), 0o755);
// The parts of the page of an audit are files that it is put together from.
cpSync(join(root, 'generators/pipeline/audit/page'), join(dist, 'page'), { recursive: true });
cpSync(join(root, 'schemas'), join(dist, 'schemas'), { recursive: true });
// What `mlops why <code>` prints.
cpSync(join(root, 'docs/findings'), join(dist, 'findings'), { recursive: true });

const compiler = join(root, 'node_modules/.cache/mlops-compile/compile_packs.mjs');
await build({ ...shared, entryPoints: [join(root, 'scripts/compile_packs.ts')], outfile: compiler });
const { compilePacks } = await import(pathToFileURL(compiler).href);
try {
  await compilePacks(join(root, 'templates'), join(dist, 'packs'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
