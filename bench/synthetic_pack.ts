// A pack of many files, two thirds of them templates, each of about a kilobyte.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES_PER_FOLDER = 40;

/** Its second revision differs from the first in one line of one template. */
export type Revision = 1 | 2;

/** The file in which the revisions differ, as it is emitted. */
export const CHANGED = pathOf(0);

const packYaml = (revision: Revision): string => `id: many
title: Many files
revision: ${revision}
asks:
  - { name: name, type: title, message: What is it called?, required: true }
  - { name: package, type: package, message: What is its package called?, required: true }
`;

/** Writes the pack's folder. */
export function makeSyntheticPack(folder: string, count: number, revision: Revision = 1): void {
  const files = Array.from({ length: count }, (_, index) => ({
    index,
    path: pathOf(index),
    isTemplate: index % 3 !== 2,
  }));
  write(join(folder, 'pack.yml'), packYaml(revision));
  const templates = files.filter(({ isTemplate }) => isTemplate).map(({ path }) => `  ${path}: { template: true }\n`);
  write(join(folder, 'many/stage.yml'), `title: Many files\nfiles:\n${templates.join('')}`);
  for (const { index, path, isTemplate } of files) {
    const text = textOf(index, isTemplate);
    write(join(folder, 'many/files', path), revision === 2 && path === CHANGED ? correct(text) : text);
  }
}

function pathOf(index: number): string {
  return `src/pkgname/part_${String(Math.floor(index / FILES_PER_FOLDER)).padStart(2, '0')}/text_${String(index).padStart(4, '0')}.txt`;
}

function textOf(index: number, isTemplate: boolean): string {
  const name = isTemplate ? '<%- package %>' : 'synthetic';
  const lines = Array.from(
    { length: 14 },
    (_, line) => `Line ${line} of text ${index} in ${line % 3 === 0 ? name : 'the middle'}: ${'word '.repeat(8)}${index * line}`,
  );
  const choice = isTemplate
    ? ["<%_ if (tasks.includes('many')) { _%>", 'The stage is on.', '<%_ } else { _%>', 'It is off.', '<%_ } _%>']
    : [];
  return `${[...lines, ...choice].map((line) => line.trimEnd()).join('\n')}\n`;
}

function correct(text: string): string {
  return text.replace('Line 2 of', 'The corrected line 2 of');
}

/** What a person does to a text, at a distance from what the second revision changes. */
export function edit(text: string): string {
  return text.replace('Line 12 of', 'My own line 12 of');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
