import { mlops } from './doors.js';
import { git, projectWith, QUICK, succeeded } from './workspace.js';

/** A project in a repository, with a branch for each person: what they run there is committed. */
export async function makeTeam(tasks: string, ...people: readonly (readonly string[])[]): Promise<string> {
  const project = await projectWith('--tasks', tasks);
  await git(project, 'init', '-q', '-b', 'main');
  await commitAll(project);
  for (const [index, words] of people.entries()) {
    await git(project, 'checkout', '-q', '-b', `person${index + 1}`, 'main');
    succeeded(await mlops([...words, ...QUICK], { cwd: project }));
    await commitAll(project);
  }
  return project;
}

/** Commits all that is in a project. */
export async function commitAll(project: string): Promise<void> {
  await git(project, 'add', '-A');
  await git(project, 'commit', '-q', '-m', 'Work');
}
