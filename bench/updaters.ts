// The programs that bring a project up to date: how each gets a template, a project of it, and the next revision.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, QUICK, runOnce } from './comparison.js';
import type { Tools } from './installation.js';
import { commitAll, makeRepository } from './repository.js';
import { makeSyntheticPack, type Revision } from './synthetic_pack.js';
import { makeCookiecutter, makeCopier } from './twins.js';

/** The name of the package in every project. */
export const PACKAGE = 'benchmark_project';

/** What a program keeps in a project for itself. */
export const OWN_FILES = ['.mlops', '.yo-rc.json', '.cruft.json', '.copier-answers.yml'];

export interface Updater {
  readonly name: string;
  /** The command that updates the project in the current folder. */
  readonly update: readonly string[];
  /** Makes a revision of the template the newest one. */
  publish(revision: Revision): void;
  /** Makes the project `demo` in a folder, from the newest revision. */
  create(folder: string): void;
}

/** A plain project of each revision, without anything of the program that made it. */
export type Models = Readonly<Record<Revision, string>>;

/** The binary, with a pack in one file: a project carries it so, and that file is what a teacher hands out. */
export function makeBinary({ binary, home, ground }: Tools, folder: string, count: number): Updater {
  const env = environmentOf(home);
  const pack = join(folder, 'pack');
  const create = (target: string, from: string): void =>
    runOnce([process.execPath, binary, 'new', target, ...QUICK, '--name', 'Benchmark', '--package', PACKAGE, '--pack', from], env, ground);
  return {
    name: 'mlops upgrade',
    update: [process.execPath, binary, 'upgrade', ...QUICK, '--pack', pack],
    publish(revision) {
      const source = join(folder, `source-${revision}`);
      makeSyntheticPack(source, count, revision);
      create(join(folder, `packed-${revision}`), source);
      cpSync(join(folder, `packed-${revision}/.mlops/pack`), pack);
    },
    create: (target) => create(join(target, 'demo'), pack),
  };
}

/** Plain projects of both revisions, made by the binary. */
export function makeModels(updater: Updater, folder: string): Models {
  const make = (revision: Revision): string => {
    const place = join(folder, `model-${revision}`);
    updater.publish(revision);
    updater.create(place);
    for (const name of OWN_FILES) rmSync(join(place, 'demo', name), { recursive: true, force: true });
    return join(place, 'demo');
  };
  return { 1: make(1), 2: make(2) };
}

export function makeCruft({ cruft, home, ground }: Tools, folder: string, models: Models): Updater {
  const template = join(folder, 'cookiecutter');
  makeRepository(template);
  return {
    name: 'cruft update',
    update: [cruft, 'update', '--skip-apply-ask'],
    publish(revision) {
      makeCookiecutter(models[revision], template, PACKAGE);
      commitAll(template, `v${revision}.0.0`);
    },
    create: (target) => runOnce([cruft, 'create', template, '--no-input', '--output-dir', target], environmentOf(home), ground),
  };
}

export function makeCopierUpdater({ copier, home, ground }: Tools, folder: string, models: Models): Updater {
  const template = join(folder, 'copier');
  makeRepository(template);
  return {
    name: 'copier update',
    update: [copier, 'update', '--defaults', '--quiet'],
    publish(revision) {
      makeCopier(models[revision], template, PACKAGE);
      commitAll(template, `v${revision}.0.0`);
    },
    create(target) {
      mkdirSync(target, { recursive: true });
      runOnce([copier, 'copy', '--defaults', '--quiet', template, join(target, 'demo')], environmentOf(home), ground);
    },
  };
}
