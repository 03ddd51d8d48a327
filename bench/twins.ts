// Makes of a generated project the templates with which the floor and cookiecutter make the very same files.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface BenchFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Each file of a folder, sorted by path. */
export function readFiles(folder: string): BenchFile[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path), bytes: readFileSync(path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isBinary(bytes: Buffer): boolean {
  return bytes.includes(0) || bytes.toString('utf8').includes('\uFFFD');
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Templates for bench/floor.mjs: the package's name is a tag in each file. */
export function makeFloorTemplates(project: string, target: string, packageName: string): void {
  for (const { path, bytes } of readFiles(project)) {
    const text = bytes.toString('utf8').replaceAll('<%', '<%%').replaceAll(packageName, '<%- pkgname %>');
    write(join(target, path.replaceAll(packageName, 'pkgname')), isBinary(bytes) ? bytes : text);
  }
}

/** The same as a template of cookiecutter. */
export function makeCookiecutter(project: string, target: string, packageName: string): void {
  const binary: string[] = [];
  const top = join(target, '{{cookiecutter.folder}}');
  for (const { path, bytes } of readFiles(project)) {
    const name = path.replaceAll(packageName, '{{cookiecutter.pkgname}}');
    if (isBinary(bytes)) binary.push(path);
    write(join(top, name), isBinary(bytes) ? bytes : jinjaOf(bytes.toString('utf8'), packageName, 'cookiecutter.pkgname'));
  }
  write(join(target, 'cookiecutter.json'), JSON.stringify({ folder: 'demo', pkgname: packageName, _copy_without_render: binary }));
}

/** The same as a template of copier: files with a tag end in `.jinja`, the others are copied. */
export function makeCopier(project: string, target: string, packageName: string): void {
  for (const { path, bytes } of readFiles(project)) {
    const name = path.replaceAll(packageName, '{{ pkgname }}');
    const isTemplate = !isBinary(bytes) && bytes.includes(packageName);
    if (isTemplate) write(join(target, `${name}.jinja`), jinjaOf(bytes.toString('utf8'), packageName, 'pkgname'));
    else write(join(target, name), bytes);
  }
  write(join(target, 'copier.yml'), `pkgname: { type: str, default: ${packageName} }\n`);
  write(join(target, '{{ _copier_conf.answers_file }}.jinja'), '{{ _copier_answers|to_nice_yaml -}}\n');
}

/** What Jinja would take for a tag is printed by a tag. */
function jinjaOf(text: string, packageName: string, variable: string): string {
  const escaped = text.replaceAll(/\{\{|\{%|\{#/g, (tag) => `{{ '${tag}' }}`);
  return escaped.replaceAll(packageName, `{{ ${variable} }}`);
}

/** The paths at which two folders differ, or that only one of them has. */
export function differences(left: string, right: string): string[] {
  const index = (folder: string): Map<string, string> =>
    new Map(readFiles(folder).map(({ path, bytes }) => [path, bytes.toString('base64')]));
  const [a, b] = [index(left), index(right)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
}
