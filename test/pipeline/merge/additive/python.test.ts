import { describe, expect, test } from 'vitest';
import { BOTH, merged } from '../merged.js';

describe('tasks.py', () => {
  const task = (name: string, body = `    ctx.run("${name}")`) => `\n\n@task\ndef ${name}(ctx: Context) -> None:\n${body}\n`;
  const base = `from invoke import Context, task\n${task('train')}`;
  test('two functions at the end both come in', async () => {
    const result = await merged('python', base, base + task('mine'), base + task('ours'));
    expect(result).toEqual({ text: base + task('mine') + task('ours'), outcome: 'merged', rule: 12, note: BOTH });
  });
  test('two functions in the middle both come in, each with its own decorator', async () => {
    const around = (middle: string) => `${base}${middle}${task('docs')}`;
    const { text } = await merged('python', around(''), around(task('mine')), around(task('ours')));
    expect(text).toBe(around(task('mine') + task('ours')));
  });
  test('functions with the same last line both come in', async () => {
    const same = '    ctx.run("x", echo=True, pty=not WINDOWS)';
    const around = (middle: string) => `${base}${task('a', same)}${middle}${task('docs', same)}`;
    const { text } = await merged('python', around(''), around(task('mine', same)), around(task('ours', same)));
    expect(text).toBe(around(task('mine', same) + task('ours', same)));
  });
  test('a function of both stands once, as the person wrote it', async () => {
    const mine = task('serve', '    ctx.run("my way")');
    const { text, note } = await merged('python', base, base + mine, base + task('serve') + task('ours'));
    expect(text).toBe(base + mine + task('ours'));
    expect(note).toContain('yours stays for serve');
  });
  test('two imports both come in', async () => {
    const module = (imports: string) => `import os\n${imports}\nX = 1\n`;
    const { text } = await merged('python', module(''), module('import sys\n'), module('import json\n'));
    expect(text).toBe(module('import sys\nimport json\n'));
  });
  test('lines added inside one function by both are a conflict', async () => {
    const base = 'def f():\n    a()\n';
    expect(await merged('python', base, `${base}    b()\n`, `${base}    c()\n`)).toMatchObject({ outcome: 'conflict' });
  });
  test('a function that the person has elsewhere makes a conflict, not a second definition', async () => {
    const yours = base.replace('\n\n@task', `${task('serve')}\n\n@task`);
    const { outcome, text } = await merged('python', base, yours, base + task('serve'));
    expect(outcome).toBe('conflict');
    expect(text).toContain('<<<<<<< yours\n=======\n');
  });
  test('a variable with two values is a conflict', async () => {
    expect(await merged('python', 'A = 1\n', 'A = 1\nB = 1\n', 'A = 1\nB = 2\n')).toMatchObject({ outcome: 'conflict' });
  });
  test('a file with an open bracket gets markers', async () => {
    expect(await merged('python', base, `${base}x = (\n`, base + task('ours'))).toMatchObject({ outcome: 'conflict' });
  });
});
