import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckFailure } from './process.js';

/** One edit of a file: a place, and what stands there afterwards. */
interface Edit {
  readonly path: string;
  readonly find: RegExp;
  readonly put: string;
  /** A piece of it that has to be there after everything was added. */
  readonly kept: string;
}

/** What a group has done in its first days: its own lines in the files that every group rewrites. */
function editsOf(name: string): readonly Edit[] {
  return [
    {
      path: `src/${name}/data.py`,
      find: /\nmain = data_command/,
      put: '\ndef oldest_reader() -> Version:\n    """Return the oldest version that reads our data."""\n    return Version("2026.1")\n\n\nmain = data_command',
      kept: 'return Version("2026.1")',
    },
    {
      path: `src/${name}/data.py`,
      find: /\nimport numpy as np\n/,
      put: '\nimport numpy as np\nfrom packaging.version import Version\n',
      kept: 'import Version',
    },
    {
      path: `src/${name}/train.py`,
      find: /( +)history = fit\(/,
      put: '$1print(f"training on {len(data)} items")\n$1history = fit(',
      kept: 'training on {len(data)} items',
    },
    { path: 'README.md', find: /^# .*\n/, put: '# Digits, group 7\n\nOur own first words.\n', kept: 'Our own first words.' },
    { path: 'pyproject.toml', find: /\nversion = "0\.1\.0"\n/, put: '\nversion = "0.2.0"\n', kept: 'version = "0.2.0"' },
    { path: 'pyproject.toml', find: /\ndependencies = \[\n/, put: '\ndependencies = [\n    "packaging>=24",\n', kept: '"packaging>=24"' },
    { path: 'requirements.txt', find: /$/, put: 'packaging>=24\n', kept: 'packaging>=24' },
  ];
}

/** Edits a minimal repository as people do before they add anything to it. */
export function editAsPeopleDo(folder: string, name: string): void {
  for (const { path, find, put } of editsOf(name)) {
    const text = readFileSync(join(folder, path), 'utf8');
    if (!find.test(text)) throw new CheckFailure(`The scripted edit of ${path} finds no ${String(find)}: correct the edit`);
    writeFileSync(join(folder, path), text.replace(find, put));
  }
}

/** Every line that people wrote is still there. */
export function expectEdits(folder: string, name: string): void {
  for (const { path, kept } of editsOf(name)) {
    if (!readFileSync(join(folder, path), 'utf8').includes(kept)) throw new CheckFailure(`${path} has lost what people wrote: ${kept}`);
  }
}
