import { basename } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { coveringRenders } from '../support/emitted.js';
import { lintPython, ruffSettings } from '../support/python_lint.js';

interface Content {
  readonly choice: string;
  readonly path: string;
  readonly packageName: string;
  readonly text: string;
}

const pack: Pack = newestPack().pack;
const choices = coveringRenders(pack);
const contents = new Map<string, Content>();

beforeAll(() => {
  for (const choice of choices) {
    const { tree, packageName } = choice;
    for (const [path, { bytes }] of tree) {
      contents.set(`${path}\0${bytes.toString('latin1')}`, { choice: choice.name, path, packageName, text: bytes.toString('utf8') });
    }
  }
});

function findings(check: (content: Content) => readonly string[]): string[] {
  return [...contents.values()].flatMap((content) => check(content).map((finding) => `[${content.choice}] ${finding}`));
}

function withSuffix(...suffixes: readonly string[]): (content: Content) => boolean {
  return ({ path }) => suffixes.some((suffix) => path.endsWith(suffix));
}

describe('what is emitted, for every task, preset and pair of options', () => {
  it('holds no trace of a template, and no file is empty', () => {
    const marks = /<%|%>|\bundefined\b|\[object Object\]|pkgname/;
    expect(
      findings(({ path, text }) => {
        if (text.trim() === '') return path.endsWith('.gitkeep') ? [] : [`${path} is empty`];
        const found = marks.exec(text);
        return found === null ? [] : [`${path} holds "${found[0]}"`];
      }),
    ).toEqual([]);
  });

  it('ends every line without blanks and every file with one newline', () => {
    expect(
      findings(({ path, text }) => {
        if (text === '') return [];
        const trailing = /[ \t]+$/m.test(text) ? [`${path} has trailing blanks`] : [];
        const runs = /\n{4,}/.test(text) || (!path.endsWith('.py') && /\n{3,}/.test(text)) ? [`${path} has a run of empty lines`] : [];
        const end = text.endsWith('\n') && !text.endsWith('\n\n') ? [] : [`${path} does not end with one newline`];
        return [...trailing, ...runs, ...end];
      }),
    ).toEqual([]);
  });

  it('names each module of tests differently: pytest imports them by their name alone', () => {
    const paths = new Set([...contents.values()].map(({ path }) => path).filter((path) => /^tests\/.*\.py$/.test(path)));
    const names = [...paths].map((path) => basename(path)).filter((name) => name.startsWith('test_'));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('parses in its own format', () => {
    const isYaml = withSuffix('.yaml', '.yml');
    const isJson = withSuffix('.json');
    const isToml = withSuffix('.toml');
    expect(
      findings((content) => {
        try {
          if (isToml(content)) parseToml(content.text);
          if (isJson(content)) JSON.parse(content.text);
          if (isYaml(content)) return parseDocument(content.text).errors.map((error) => `${content.path}: ${error.message}`);
          return [];
        } catch (error) {
          return [`${content.path}: ${String(error)}`];
        }
      }),
    ).toEqual([]);
  });

  it('is Python that ruff neither complains about nor formats, for the shortest and the longest package name', () => {
    const everything = choices.find(({ name }) => name === 'everything');
    const pyproject = everything?.tree.get('pyproject.toml');
    const settings = ruffSettings(pyproject?.bytes.toString('utf8') ?? '');
    expect(findings(({ path, text, packageName }) => (path.endsWith('.py') ? lintPython(path, text, packageName, settings) : []))).toEqual(
      [],
    );
  });

  it('has no function that only passes or only raises', () => {
    const hollow = /def [^\n]*:\n(?:\s+"""[\s\S]*?"""\n)?\s+(?:pass|\.\.\.|raise NotImplementedError[^\n]*)\n/;
    expect(
      findings(({ path, text }) => {
        const found = path.endsWith('.py') ? hollow.exec(text) : null;
        return found === null ? [] : [`${path}: ${found[0].split('\n')[0] ?? ''}`];
      }),
    ).toEqual([]);
  });
});
