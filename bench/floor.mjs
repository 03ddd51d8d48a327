// The floor: the least that a program in this language must do to make these files. Reads each template, renders it with
// ejs where it has a tag, writes it. No questions, no plan, no merge, nothing to take back.
//
//   node bench/floor.mjs <folder of templates> <folder to write> <name of the package>
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ejs from 'ejs';

const [templates, target, pkgname] = process.argv.slice(2);

for (const entry of readdirSync(templates, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath, entry.name);
  const bytes = readFileSync(source);
  const path = join(target, relative(templates, source).replaceAll('pkgname', pkgname));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes.includes('<%') && !bytes.includes(0) ? ejs.render(bytes.toString('utf8'), { pkgname }) : bytes);
}
